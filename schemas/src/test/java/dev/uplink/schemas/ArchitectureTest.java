package dev.uplink.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Schemas is what everyone depends on; so it depends on next to nothing. */
@AnalyzeClasses(packages = "dev.uplink.schemas", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_NO_SERVICE_AND_NO_FRAMEWORK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.uplink.ingress..",
              "dev.uplink.processor..",
              "dev.uplink.notifier..",
              "io.micronaut..",
              "io.confluent..",
              "io.apicurio..");

  /** Kafka Streams is an optional dependency: those without a topology do not have it. */
  @ArchTest
  static final ArchRule ONLY_THE_STREAMS_PACKAGE_KNOWS_KAFKA_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.uplink.schemas.streams")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule IDENTIFIERS_AND_GLOBS_ARE_PLAIN_VALUES =
      noClasses()
          .that()
          .resideInAnyPackage("dev.uplink.schemas.id", "dev.uplink.schemas.glob")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "dev.uplink.schemas.serde");

  /** Each package declares its own settings; how they are read must not lead back to it. */
  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CIRCLE =
      slices().matching("dev.uplink.(**)").should().beFreeOfCycles();
}
