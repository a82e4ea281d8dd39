package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the other tests rest on: that no field goes by unread. */
class StrictYamlTest {

  static Stream<Path> manifests() {
    return Stream.of("base", "overlays", "components").map(Path::of).flatMap(StrictYamlTest::in);
  }

  private static Stream<Path> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yml"))
          .filter(file -> !file.endsWith("kustomization.yml"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyFileIsReadWhole(Path file) {
    assertThat(StrictYaml.documents(Kustomization.text(file))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "base/ingress.yml, failureThreshold, failuresThreshold",
    "base/ingress.yml, enableServiceLinks, enableServiceLink",
    "base/processor.yml, whenScaled, whenScale",
    "base/network.yml, podSelector, podsSelector",
    "base/scaling.yml, averageUtilization, averageUtilisation",
    "base/scaling.yml, lagThreshold, lagTreshold",
    "base/scaling.yml, stabilizationWindowSeconds, stabilizationWindow",
    "base/kafka/kafka.yml, networkPolicyPeers, networkPolicyPeer",
    "base/kafka/kafka.yml, secretPrefix, secretsPrefix",
    "base/kafka/topics.yml, partitions, partition",
    "base/kafka/users.yml, patternType, patternKind",
    "overlays/production/nodes.yml, deleteClaim, deleteClaims",
    "components/prometheus-operator/pods.yml, targetLabel, targetLabels"
  })
  void aMisspeltFieldIsRefused(String file, String right, String wrong) {
    String written = Kustomization.text(Path.of(file));
    String misspelt = written.replaceFirst("(?<=[ {])" + right + ":", wrong + ":");

    assertThat(misspelt).isNotEqualTo(written);
    assertThatThrownBy(() -> StrictYaml.documents(misspelt))
        .hasMessageContaining("Unrecognized field \"" + wrong + "\"");
  }

  @Test
  void aFieldThatIsThereTwiceIsRefused() {
    assertThatThrownBy(
            () -> StrictYaml.documents("apiVersion: v1\nkind: ConfigMap\ndata: {a: b, a: c}\n"))
        .hasMessageContaining("Duplicate");
  }

  @Test
  void anotherKindIsRefusedAndSoIsAnotherVersion() {
    assertThatThrownBy(() -> StrictYaml.documents("apiVersion: v1\nkind: Secret\n"))
        .hasMessage("no kind that may be here: v1 Secret");
    assertThatThrownBy(
            () -> StrictYaml.documents("apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\n"))
        .hasMessage("no kind that may be here: kafka.strimzi.io/v1beta2 Kafka");
  }

  /** What is generated has another name there, and what refers to it too. */
  @Test
  void kubectlMakesOfTheBaseWhatIsReadHere() {
    Manifests rendered = Kubectl.render(Path.of("base"));
    Manifests read = Kustomization.render(Path.of("base"));
    Set<Class<?>> renamed = Set.of(ConfigMap.class, Deployment.class, StatefulSet.class, Job.class);

    assertThat(rendered.all())
        .hasSameSizeAs(read.all())
        .filteredOn(one -> !renamed.contains(one.getClass()))
        .isSubsetOf(read.all());
  }
}
