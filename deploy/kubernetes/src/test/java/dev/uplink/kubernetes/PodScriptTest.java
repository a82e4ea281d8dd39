package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pods that programs are run in by hand, with somebody else instead of a cluster. */
class PodScriptTest {
  /** Knows one thing to make pods of, and says of each pod that it has ended. */
  private static final String KUBECTL =
      """
      #!/usr/bin/env bash
      here=$(dirname "$0")
      echo "$*" >> "$here/asked"
      case "$*" in
        get*--output\\ json) cat "$here/maker.json" ;;
        create*) cat > "$here/pod.json" ;;
        get*phase*) echo Failed ;;
        get*exitCode*) echo 2 ;;
        logs*) echo "it was refused" ;;
      esac
      """;

  private final Manifests manifests = Installation.BASE.manifests();

  @TempDir Path cluster;

  @BeforeEach
  void somebodyElse() throws IOException {
    Kubectl.assumeFound("jq", "to make pods of templates");
    Path kubectl = Files.writeString(cluster.resolve("kubectl"), KUBECTL);
    assertThat(kubectl.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void aVolumeThatWasAProcessorsIsGivenToOneThatRefillsTopics() throws IOException {
    Workload processor = manifests.workload("processor");

    String said = run(processor, "processor", "--volume", "state-processor-1", "refill-topics");

    assertThat(said).contains("it was refused");
    Pod pod = made();
    assertThat(pod.getMetadata().getLabels()).isEqualTo(processor.labels());
    assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(container(pod).getArgs()).containsExactly("refill-topics");
    assertThat(claims(pod)).containsExactly("state-processor-1");
    hasWhatItMounts(pod);
    hasWhatTheServiceHas(pod, processor);
    assertThat(asked()).contains("get --namespace uplink statefulset/processor --output json");
  }

  /** Beside running ones: no Service may lead to it, and none of their state is its own. */
  @Test
  void aProgramOfAServiceIsNeverReadyAndHasAnEmptyState() throws IOException {
    Workload notifier = manifests.workload("notifier");

    run(notifier, "notifier", "reseal-credentials");

    assertThat(claims(made())).isEmpty();
    hasWhatItMounts(made());
    assertThat(container(made()).getReadinessProbe())
        .isEqualTo(notifier.container().getReadinessProbe());
    assertThat(container(made()).getLivenessProbe()).isNull();
    assertThat(container(made()).getStartupProbe()).isNull();
  }

  @Test
  void ingressHasNoVolumeOfItsOwn() throws IOException {
    Workload ingress = manifests.workload("ingress");

    run(ingress, "ingress", "rebuild-catalogue");

    assertThat(claims(made())).isEmpty();
    hasWhatItMounts(made());
    hasWhatTheServiceHas(made(), ingress);
  }

  @Test
  void aToolIsGivenTheWordsAsTheyAre() throws IOException {
    Workload tool = manifests.workload("tool-dead-letters");

    run(tool, "tool", "dead-letters", "--for-real", "--from", "2026-01-02T03:04:05Z", "a b");

    assertThat(container(made()).getArgs())
        .containsExactly("dead-letters", "--for-real", "--from", "2026-01-02T03:04:05Z", "a b");
    hasWhatItMounts(made());
    hasWhatTheServiceHas(made(), tool);
    assertThat(asked()).contains("get --namespace uplink cronjob/tool-dead-letters --output json");
  }

  @Test
  void thePodIsRemovedWhateverBecameOfIt() throws IOException {
    run(manifests.workload("tool-registry"), "tool", "registry");

    assertThat(asked())
        .endsWith("delete --namespace uplink pod/by-hand-tool-registry --ignore-not-found\n");
  }

  /** Ends as the program did. */
  private String run(Workload of, String... words) throws IOException {
    Files.writeString(
        cluster.resolve("maker.json"), new ObjectMapper().writeValueAsString(of.maker()));
    return Kubectl.ending(
        2,
        Stream.concat(
                Stream.of("env", "PATH=" + cluster + ":" + System.getenv("PATH"), "./pod"),
                Stream.of(words))
            .toArray(String[]::new));
  }

  private Pod made() throws IOException {
    return StrictYaml.read(Files.readString(cluster.resolve("pod.json")), Pod.class);
  }

  private String asked() throws IOException {
    return Files.readString(cluster.resolve("asked"));
  }

  private static void hasWhatTheServiceHas(Pod pod, Workload of) {
    assertThat(container(pod).getImage()).isEqualTo(of.container().getImage());
    assertThat(container(pod).getEnv()).isEqualTo(of.container().getEnv());
    assertThat(container(pod).getEnvFrom()).isEqualTo(of.container().getEnvFrom());
    assertThat(container(pod).getSecurityContext()).isEqualTo(of.container().getSecurityContext());
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo(of.pod().getServiceAccountName());
  }

  private static void hasWhatItMounts(Pod pod) {
    assertThat(container(pod).getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(
            pod.getSpec().getVolumes().stream().map(Volume::getName).toList());
  }

  private static Stream<String> claims(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getPersistentVolumeClaim() != null)
        .map(volume -> volume.getPersistentVolumeClaim().getClaimName());
  }

  private static Container container(Pod pod) {
    return pod.getSpec().getContainers().getFirst();
  }
}
