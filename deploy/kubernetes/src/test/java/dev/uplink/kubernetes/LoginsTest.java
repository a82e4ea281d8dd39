package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.local.tool.Tool;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.access.Principal;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserScramSha512ClientAuthentication;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom each pod is to Kafka and PostgreSQL, and whom it takes them for. */
class LoginsTest {
  private static final Pattern AUTHORITY =
      Pattern.compile("jdbc:postgresql://\\S+\\?sslmode=verify-full&sslrootcert=(\\S+)");

  @ParameterizedTest
  @EnumSource
  void whoeverComesToKafkaIsItselfAndTrustsTheBrokersOwnAuthority(Installation installation) {
    Manifests manifests = installation.manifests();

    for (Workload workload : manifests.workloads()) {
      Optional<Principal> principal = principal(workload);
      if (principal.isEmpty()) {
        assertThat(Environment.of(manifests, workload))
            .doesNotContainKey(KafkaSettings.USER.name());
        continue;
      }
      Map<String, String> settings = Environment.of(manifests, workload);
      String user = principal.get().user();

      assertThat(settings)
          .containsEntry(KafkaSettings.SECURITY.name(), SecurityProtocol.SASL_SSL.name)
          .containsEntry(KafkaSettings.USER.name(), user);
      assertThat(manifests.named(KafkaUser.class, user).getSpec().getAuthentication())
          .isInstanceOf(KafkaUserScramSha512ClientAuthentication.class);
      assertThat(workload.container().getEnv())
          .filteredOn(one -> one.getName().equals(KafkaSettings.PASSWORD.name()))
          .extracting(one -> one.getValueFrom().getSecretKeyRef().getName())
          .containsExactly("kafka-" + user);
      assertThat(mounted(workload, settings.getOrDefault(KafkaSettings.CA_FILE.name(), "")))
          .isEqualTo("uplink-cluster-ca-cert ca.crt");
    }
  }

  private static Optional<Principal> principal(Workload workload) {
    if (ServiceSettings.SERVICES.contains(workload.name())) {
      return Optional.of(Principal.valueOf(workload.name().toUpperCase(Locale.ROOT)));
    }
    return workload.isOurs() && !workload.name().equals(ServiceSettings.MIGRATION)
        ? Tool.find(workload.container().getArgs().getFirst()).orElseThrow().principal()
        : Optional.empty();
  }

  /** But for the one that makes topics: here Strimzi does. */
  @ParameterizedTest
  @EnumSource
  void everyToolThatRecoversHasAPodThatNothingRunsByItself(Installation installation) {
    Manifests manifests = installation.manifests();

    assertThat(manifests.of(CronJob.class))
        .allSatisfy(job -> assertThat(job.getSpec().getSuspend()).isTrue())
        .extracting(job -> job.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Tool.values())
                .filter(tool -> tool.principal().isPresent())
                .filter(tool -> tool != Tool.TOPICS)
                .map(tool -> "tool-" + tool.word())
                .toList());
    assertThat(manifests.of(CronJob.class))
        .allSatisfy(
            job ->
                assertThat(manifests.workload(job.getMetadata().getName()).container().getArgs())
                    .extracting(word -> "tool-" + word)
                    .containsExactly(job.getMetadata().getName()));
  }

  /** Where it is beyond the namespace, nobody shows a password to what only has its address. */
  @Test
  void whoeverGoesToPostgresElsewhereKnowsItByItsAuthority() {
    Manifests manifests = Installation.PRODUCTION.manifests();
    List<Workload> clients =
        manifests.workloads().stream()
            .filter(one -> Environment.of(manifests, one).toString().contains("jdbc:"))
            .toList();

    assertThat(clients)
        .extracting(Workload::name)
        .containsExactlyInAnyOrder("ingress", "migration", "notifier", "registry");
    for (Workload client : clients) {
      String url =
          Environment.of(manifests, client).values().stream()
              .filter(value -> value.startsWith("jdbc:"))
              .findFirst()
              .orElseThrow();
      Matcher known = AUTHORITY.matcher(url);
      assertThat(known.matches()).as(url).isTrue();
      assertThat(mounted(client, known.group(1))).isEqualTo("postgres-ca ca.crt");
    }
  }

  /** The secret and its key that are a file of a container. */
  private static String mounted(Workload workload, String file) {
    Path path = Path.of(file);
    String volume =
        workload.container().getVolumeMounts().stream()
            .filter(mount -> Path.of(mount.getMountPath()).equals(path.getParent()))
            .map(mount -> mount.getName())
            .findFirst()
            .orElseThrow(() -> new AssertionError(workload.name() + " mounts no " + file));
    SecretVolumeSource secret =
        workload.pod().getVolumes().stream()
            .filter(one -> one.getName().equals(volume))
            .map(one -> one.getSecret())
            .findFirst()
            .orElseThrow();
    return secret.getItems().stream()
        .filter(item -> item.getPath().equals(path.getFileName().toString()))
        .map(item -> secret.getSecretName() + " " + item.getKey())
        .findFirst()
        .orElseThrow();
  }
}
