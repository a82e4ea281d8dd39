package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.IngressSettings;
import dev.uplink.ingress.MigrationSettings;
import dev.uplink.local.part.Databases;
import dev.uplink.notifier.NotifierSettings;
import dev.uplink.processor.ProcessorSettings;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.StreamsSettings;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every variable in a manifest is one that its program reads, and none that it needs is missing.
 */
class SettingsTest {

  @ParameterizedTest
  @EnumSource
  void everyProgramOfOursCouldStart(Installation installation) {
    Manifests manifests = installation.manifests();

    assertThat(ours(manifests))
        .hasSizeGreaterThan(3)
        .allSatisfy(
            workload -> ServiceSettings.read(workload, environment(installation, workload)));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSecretComesFromSecretsAndNothingElseDoes(Installation installation) {
    Manifests manifests = installation.manifests();

    for (Workload workload : ours(manifests)) {
      List<String> secret =
          ServiceSettings.of(workload).stream()
              .filter(Setting::secret)
              .<String>map(Setting::name)
              .filter(name -> migrates(workload) || !name.equals(MigrationSettings.PASSWORD.name()))
              .toList();
      List<String> fromSecrets =
          workload.container().getEnv().stream()
              .filter(one -> one.getValueFrom() != null)
              .filter(one -> one.getValueFrom().getSecretKeyRef() != null)
              .map(EnvVar::getName)
              // Not for everybody, and made together with what is.
              .filter(name -> !name.equals(IngressSettings.CREDENTIALS_PUBLIC_KEYSET.name()))
              .toList();

      assertThat(fromSecrets).as(workload.name()).containsExactlyInAnyOrderElementsOf(secret);
    }
  }

  /** Who takes over a service may then neither change a table nor read all of them. */
  @ParameterizedTest
  @EnumSource
  void theTablesOwnerIsKnownToWhoMakesThemAndNoService(Installation installation) {
    Manifests manifests = installation.manifests();
    Workload migration = manifests.workload(ServiceSettings.MIGRATION);
    String password =
        Environment.of(manifests, migration).getOrDefault(MigrationSettings.PASSWORD.name(), "");

    assertThat(migration.container().getArgs()).containsExactly("migrate");
    assertThat(migration.container().getImage())
        .isEqualTo(manifests.workload("ingress").container().getImage());
    assertThat(password).isNotEmpty();
    assertThat(manifests.workloads())
        .filteredOn(one -> Environment.of(manifests, one).containsValue(password))
        .extracting(Workload::name)
        .isSubsetOf(ServiceSettings.MIGRATION, "database");
    assertThat(manifests.workloads())
        .filteredOn(
            one -> Environment.of(manifests, one).containsKey(MigrationSettings.USER.name()))
        .containsExactly(migration);
  }

  @ParameterizedTest
  @EnumSource
  void portsAreThoseThatTheServicesListenOn(Installation installation) {
    Manifests manifests = installation.manifests();

    assertThat(manifests.workload("ingress").ports())
        .isEqualTo(
            Map.of(
                "webhooks",
                read(installation, "ingress").get(IngressSettings.WEBHOOK_PORT),
                "api",
                read(installation, "ingress").get(IngressSettings.API_PORT),
                "management",
                read(installation, "ingress").get(IngressSettings.MANAGEMENT_PORT).orElseThrow()));
    assertThat(manifests.workload("processor").ports())
        .isEqualTo(
            Map.of(
                "management",
                read(installation, "processor").get(ProcessorSettings.MANAGEMENT_PORT)));
    assertThat(manifests.workload("notifier").ports())
        .isEqualTo(
            Map.of(
                "management",
                read(installation, "notifier").get(NotifierSettings.MANAGEMENT_PORT)));
  }

  @ParameterizedTest
  @EnumSource
  void servicesComeToTheListenerThatKafkaHas(Installation installation) {
    Manifests manifests = installation.manifests();
    Kafka kafka = manifests.of(Kafka.class).getFirst();
    GenericKafkaListener listener = kafka.getSpec().getKafka().getListeners().getFirst();
    String address =
        "%s-kafka-bootstrap:%d".formatted(kafka.getMetadata().getName(), listener.getPort());

    for (String service : ServiceSettings.SERVICES) {
      assertThat(read(installation, service).get(KafkaSettings.BOOTSTRAP_SERVERS))
          .isEqualTo(address);
    }
    // KEDA looks the name up from a namespace of its own.
    assertThat(manifests.of(ScaledObject.class))
        .flatExtracting(scaled -> scaled.spec().triggers())
        .extracting(trigger -> trigger.metadata().bootstrapServers())
        .containsOnly(
            "%s-kafka-bootstrap.%s.svc:%d"
                .formatted(
                    kafka.getMetadata().getName(),
                    // The base is in none yet.
                    Objects.requireNonNullElse(kafka.getMetadata().getNamespace(), "uplink"),
                    listener.getPort()));
  }

  @ParameterizedTest
  @EnumSource
  void aPodIsTheMemberThatItWasBefore(Installation installation) {
    for (String service : List.of("processor", "notifier")) {
      Settings settings = read(installation, service);

      assertThat(settings.get(StreamsSettings.INSTANCE_ID)).isEqualTo(service + "-0");
      assertThat(settings.get(StreamsSettings.GROUP_PROTOCOL)).isEqualTo("classic");
    }
  }

  @ParameterizedTest
  @EnumSource
  void rolesAndDatabasesAreThoseThatTheToolMakes(Installation installation) {
    Settings ingress = read(installation, "ingress");
    Settings notifier = read(installation, "notifier");
    Manifests manifests = installation.manifests();
    Map<String, String> registry = Environment.of(manifests, manifests.workload("registry"));

    assertThat(ingress.get(IngressSettings.DATABASE_USER)).isEqualTo(Databases.INGRESS);
    assertThat(read(installation, ServiceSettings.MIGRATION).get(MigrationSettings.USER))
        .isEqualTo(Databases.OWNER);
    assertThat(notifier.get(NotifierSettings.DATABASE_USER)).isEqualTo(Databases.NOTIFIER);
    assertThat(registry).containsEntry("APICURIO_DATASOURCE_USERNAME", Databases.REGISTRY);
    assertThat(database(ingress.get(IngressSettings.DATABASE_URL))).isEqualTo(Databases.UPLINK);
    assertThat(database(notifier.get(NotifierSettings.DATABASE_URL))).isEqualTo(Databases.UPLINK);
    assertThat(database(registry.getOrDefault("APICURIO_DATASOURCE_URL", "")))
        .isEqualTo(Databases.REGISTRY);
  }

  @ParameterizedTest
  @EnumSource(names = "BASE", mode = EnumSource.Mode.EXCLUDE)
  void theAddressThatIsGivenOutIsTheOneThatIsReached(Installation installation) {
    Ingress open = installation.manifests().of(Ingress.class).getFirst();
    URI webhooks = read(installation, "ingress").get(IngressSettings.WEBHOOK_BASE_URL);
    URI links =
        URI.create(
            installation
                .manifests()
                .data(
                    installation
                        .manifests()
                        .workload("notifier")
                        .container()
                        .getEnvFrom()
                        .getLast()
                        .getConfigMapRef()
                        .getName())
                .getOrDefault(NotifierSettings.LINKS_BASE.name(), ""));

    assertThat(open.getSpec().getRules()).extracting("host").containsOnly(webhooks.getHost());
    assertThat(open.getSpec().getTls()).flatExtracting("hosts").containsOnly(webhooks.getHost());
    assertThat(links.getHost()).isEqualTo(webhooks.getHost());
    assertThat(List.of(webhooks.getScheme(), links.getScheme())).containsOnly("https");
  }

  private static boolean migrates(Workload workload) {
    return workload.name().equals(ServiceSettings.MIGRATION);
  }

  private static List<Workload> ours(Manifests manifests) {
    return manifests.workloads().stream().filter(Workload::isOurs).toList();
  }

  private static Settings read(Installation installation, String service) {
    Workload workload = installation.manifests().workload(service);
    return ServiceSettings.read(workload, environment(installation, workload));
  }

  private static Map<String, String> environment(Installation installation, Workload workload) {
    Map<String, String> environment =
        new TreeMap<>(Environment.of(installation.manifests(), workload));
    if (installation == Installation.BASE && workload.name().equals("ingress")) {
      environment.putIfAbsent(IngressSettings.WEBHOOK_BASE_URL.name(), "https://overlay.example");
    }
    return environment;
  }

  private static String database(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
  }
}
