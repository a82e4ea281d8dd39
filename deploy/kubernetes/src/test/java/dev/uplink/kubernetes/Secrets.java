package dev.uplink.kubernetes;

import dev.uplink.local.tool.EnvironmentFiles;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Secrets that will be there though no manifest has them, with what will be in each. */
final class Secrets {
  private static final Map<String, Map<String, String>> OURS = ours();

  private Secrets() {}

  /** By name. What the tool makes has the values it makes, so that services can read them. */
  static Map<String, Map<String, String>> of(Manifests manifests) {
    Map<String, Map<String, String>> secrets = new HashMap<>(OURS);
    Kafka kafka = manifests.of(Kafka.class).getFirst();
    String prefix = kafka.getSpec().getEntityOperator().getUserOperator().getSecretPrefix();
    for (KafkaUser user : manifests.of(KafkaUser.class)) {
      Map<String, String> before =
          secrets.put(
              prefix + user.getMetadata().getName(),
              Map.of("password", "made by Strimzi", "sasl.jaas.config", "made by Strimzi"));
      if (before != null) {
        throw new AssertionError("Strimzi would take the place of a secret of ours");
      }
    }
    secrets.put(
        kafka.getMetadata().getName() + "-cluster-ca-cert",
        Map.of("ca.crt", "PEM", "ca.p12", "PKCS 12", "ca.password", "made by Strimzi"));
    if (manifests.workloads().stream().noneMatch(one -> one.name().equals("postgres"))) {
      secrets.put("postgres-ca", Map.of("ca.crt", "PEM, of whoever has PostgreSQL"));
    }
    return secrets;
  }

  /** Keysets and passwords of no installation. */
  private static Map<String, Map<String, String>> ours() {
    try {
      return EnvironmentFiles.contents(Files.createTempDirectory(Path.of("target"), "keys"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
