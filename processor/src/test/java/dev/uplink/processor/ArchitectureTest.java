package dev.uplink.processor;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "dev.uplink.processor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Those that Kafka Streams is told of directly go on when a task begins anew. */
  @ArchTest
  static final ArchRule turnsEndWithTheirNode =
      noClasses()
          .should()
          .callMethodWhere(
              target(name("schedule"))
                  .and(
                      targetOwner(
                          assignableTo(
                              "org.apache.kafka.streams.processor.api.ProcessingContext"))));

  @ArchTest
  static final ArchRule eventsKnowJsonAndIdentifiersOnly =
      classes()
          .that()
          .resideInAPackage("dev.uplink.processor.event")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              "org.jspecify..",
              "dev.uplink.schemas",
              "dev.uplink.schemas.avro",
              "dev.uplink.schemas.id",
              "dev.uplink.processor.event");

  @ArchTest
  static final ArchRule decisionsKnowEventsAndIdentifiersOnly =
      classes()
          .that()
          .resideInAPackage("dev.uplink.processor.decide")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "dev.uplink.schemas",
              "dev.uplink.schemas.avro",
              "dev.uplink.schemas.glob",
              "dev.uplink.schemas.id",
              "dev.uplink.schemas.run",
              "dev.uplink.processor.event",
              "dev.uplink.processor.lookup",
              "dev.uplink.processor.decide");

  /** Of the generated classes decisions and events use enums alone. */
  @ArchTest
  static final ArchRule recordsStopAtTheEdges =
      noClasses()
          .that()
          .resideInAnyPackage("dev.uplink.processor.event", "dev.uplink.processor.decide")
          .should()
          .dependOnClassesThat()
          .areAssignableTo("org.apache.avro.specific.SpecificRecord");

  @ArchTest
  static final ArchRule topologiesKnowNothingOfMicronaut =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.uplink.processor", "dev.uplink.processor.lifecycle")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micronaut..");

  @ArchTest
  static final ArchRule onlyTheFactoryAndTheApplicationReadClocks =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.uplink.processor")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices().matching("dev.uplink.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noOtherServiceIsKnown =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.uplink.ingress..", "dev.uplink.notifier..");
}
