package dev.uplink.ingress;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Who may know whom in ingress. */
@AnalyzeClasses(
    packages = "dev.uplink.ingress",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  /** Enums of the contract are not copied; records stop at the edges. */
  private static final DescribedPredicate<JavaClass> AVRO_RECORDS =
      resideInAPackage("dev.uplink.schemas.avro")
          .and(DescribedPredicate.not(DescribedPredicate.describe("enums", JavaClass::isEnum)))
          .as("Avro records");

  @ArchTest
  static final ArchRule THE_EDGE_DOES_NOT_KNOW_THE_CONTROL_PLANE =
      noClasses()
          .that()
          .resideInAPackage("..webhook..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..controlplane..");

  @ArchTest
  static final ArchRule THE_CONTROL_PLANE_DOES_NOT_KNOW_THE_EDGE =
      noClasses()
          .that()
          .resideInAPackage("..controlplane..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..webhook..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule THE_EDGE_DECIDES_WITHOUT_KAFKA_OR_DATABASE =
      noClasses()
          .that()
          .resideInAPackage("dev.uplink.ingress.webhook")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "java.sql..", "javax.sql..", "org.postgresql..");

  @ArchTest
  static final ArchRule DECISIONS_OF_THE_EDGE_ARE_PURE =
      classes()
          .that()
          .haveNameMatching(".*\\.webhook\\.(WebhookAdmission|SignatureVerifier|RepositoryScan)")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "org.jspecify..",
              "com.fasterxml.jackson.core..",
              "dev.uplink.schemas",
              "dev.uplink.schemas.id",
              "dev.uplink.ingress.webhook");

  @ArchTest
  static final ArchRule AVRO_RECORDS_STOP_AT_MAPPERS_AND_THE_PRODUCER =
      noClasses()
          .that()
          .resideInAPackage("..webhook..")
          .and()
          .resideOutsideOfPackage("..webhook.kafka..")
          .should()
          .dependOnClassesThat(AVRO_RECORDS);

  @ArchTest
  static final ArchRule ONLY_CONTROLLERS_AND_THE_FACTORY_KNOW_MICRONAUTS_INJECTION =
      noClasses()
          .that()
          .resideInAPackage("..webhook..")
          .and()
          // Micronaut writes classes of its own beside a controller.
          .haveNameNotMatching(".*\\.\\$?[A-Za-z]*Controller(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micronaut.context..", "jakarta.inject..");

  @ArchTest
  static final ArchRule PAGES_OF_COMMITS_ARE_COMPOSED_PURELY =
      classes()
          .that()
          .haveNameMatching(".*\\.checks\\.page\\.(PageComposer|CommitPage|Bar|Wording|PagePart)")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "dev.uplink.ingress.controlplane",
              "dev.uplink.ingress.controlplane.checks",
              "dev.uplink.ingress.controlplane.checks.page");

  /** A package can be read with what stands below it, and changed without what stands above. */
  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CIRCLE =
      slices().matching("dev.uplink.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Factory")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC");
}
