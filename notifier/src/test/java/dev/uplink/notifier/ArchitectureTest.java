package dev.uplink.notifier;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Which way the notifier's packages may look. */
@AnalyzeClasses(packages = "dev.uplink.notifier", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String AVRO = "dev.uplink.schemas.avro";
  private static final String ROWS = "dev.uplink.notifier.store.avro";

  /** Those that Kafka Streams is told of directly go on when a task begins anew. */
  @ArchTest
  static final ArchRule TURNS_END_WITH_THEIR_NODE =
      noClasses()
          .should()
          .callMethodWhere(
              target(name("schedule"))
                  .and(
                      targetOwner(
                          assignableTo(
                              "org.apache.kafka.streams.processor.api.ProcessingContext"))));

  @ArchTest
  static final ArchRule NO_ARROW_TO_OTHER_SERVICES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.uplink.ingress..", "dev.uplink.processor..");

  @ArchTest
  static final ArchRule RULES_ARE_PURE =
      classes()
          .that()
          .resideInAPackage("..notifier.aggregate")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.jspecify..",
                  "dev.uplink.schemas.id",
                  "dev.uplink.notifier.aggregate"));

  @ArchTest
  static final ArchRule BUDGETS_ARE_PURE =
      classes()
          .that()
          .resideInAPackage("..notifier.quota")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.jspecify..",
                  "com.github.benmanes.caffeine..",
                  "dev.uplink.schemas.id",
                  "dev.uplink.notifier.quota"));

  @ArchTest
  static final ArchRule THE_TOPOLOGY_KNOWS_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideInAnyPackage("..notifier.topology", "..notifier.store")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micronaut..");

  @ArchTest
  static final ArchRule DELIVERY_AND_TOPOLOGY_MEET_IN_TOPICS_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..notifier.delivery", "..notifier.bitbucket..", "..notifier.gate", "..credentials")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..notifier.topology", "..notifier.store..");

  @ArchTest
  static final ArchRule RECORDS_OF_TOPICS_STAY_AT_THE_EDGES =
      noClasses()
          .that()
          .resideInAnyPackage("..notifier.store", "..notifier.bitbucket..", "..credentials")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(AVRO);

  @ArchTest
  static final ArchRule ROWS_STAY_IN_THEIR_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..notifier.store", ROWS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROWS);

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CIRCLE =
      slices().matching("dev.uplink.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule TIME_IS_GIVEN =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
