package dev.uplink.kubernetes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.IngressSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each pod is and may. */
class PodsTest {
  private static final Path IMAGES = Path.of("../images");

  @ParameterizedTest
  @EnumSource
  void noPodHasAPrivilegeOrAnythingToWriteToThatIsNotItsVolume(Installation installation) {
    assertThat(installation.manifests().workloads())
        .isNotEmpty()
        .allSatisfy(
            workload -> {
              PodSecurityContext pod = workload.pod().getSecurityContext();
              SecurityContext container = workload.container().getSecurityContext();
              assertThat(pod.getRunAsNonRoot()).isTrue();
              assertThat(pod.getRunAsUser()).isPositive();
              assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
              assertThat(container.getReadOnlyRootFilesystem()).isTrue();
              assertThat(container.getAllowPrivilegeEscalation()).isFalse();
              assertThat(container.getPrivileged()).isNull();
              assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(container.getCapabilities().getAdd()).isEmpty();
              assertThat(workload.pod().getHostNetwork()).isNull();
              assertThat(workload.pod().getVolumes())
                  .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
            });
  }

  /** They are UPLINK_ variables that no service has, and each refuses to start with one. */
  @ParameterizedTest
  @EnumSource
  void noPodIsToldOfOtherServicesInVariables(Installation installation) {
    assertThat(installation.manifests().workloads())
        .allSatisfy(workload -> assertThat(workload.pod().getEnableServiceLinks()).isFalse());
  }

  @ParameterizedTest
  @EnumSource
  void imagesAreThoseThatAreBuiltAndRunAsTheirUser(Installation installation) {
    String dockerfile = Kustomization.text(IMAGES.resolve("Dockerfile"));
    Set<String> built =
        Pattern.compile("^FROM \\w+-code AS (\\w+)$", Pattern.MULTILINE)
            .matcher(dockerfile)
            .results()
            .map(found -> found.group(1))
            .filter(
                image -> dockerfile.contains("org.opencontainers.image.title=\"Uplink " + image))
            .collect(toSet());
    Matcher user = Pattern.compile("USER (\\d+):(\\d+)").matcher(dockerfile);
    assertThat(user.find()).isTrue();

    assertThat(
            installation.manifests().workloads().stream()
                .map(workload -> workload.container().getImage())
                .filter(image -> image.contains("uplink/"))
                .map(image -> image.replaceFirst(":[^:/]*$", "").replaceFirst(".*uplink/", ""))
                .collect(toSet()))
        .isEqualTo(built);
    for (String service : ServiceSettings.SERVICES) {
      PodSecurityContext pod =
          installation.manifests().workload(service).pod().getSecurityContext();
      assertThat(pod.getRunAsUser()).isEqualTo(Long.valueOf(user.group(1)));
      assertThat(pod.getRunAsGroup()).isEqualTo(Long.valueOf(user.group(2)));
      assertThat(pod.getFsGroup()).isEqualTo(Long.valueOf(user.group(2)));
    }
  }

  /** An image without a tag is another one tomorrow. */
  @ParameterizedTest
  @EnumSource(names = "BASE", mode = EnumSource.Mode.EXCLUDE)
  void everyImageHasATag(Installation installation) {
    assertThat(installation.manifests().workloads())
        .extracting(workload -> workload.container().getImage())
        .allSatisfy(image -> assertThat(image).matches("[a-z0-9./-]+:(v?\\d+\\.\\d+.*|dev)"));
  }

  @ParameterizedTest
  @EnumSource
  void imagesOfOthersAreThoseOfCompose(Installation installation) {
    String compose = Kustomization.text(Path.of("../compose/compose.yml"));

    assertThat(installation.manifests().workloads())
        .extracting(workload -> workload.container().getImage())
        .filteredOn(image -> !image.contains("uplink/"))
        .isNotEmpty()
        .allSatisfy(image -> assertThat(compose).contains(":-" + image + "}"));
  }

  @ParameterizedTest
  @EnumSource
  void probesAskWhatTheServicesAnswer(Installation installation) {
    for (String service : ServiceSettings.SERVICES) {
      Workload workload = installation.manifests().workload(service);
      Container container = workload.container();
      ManagementPaths paths = ManagementPaths.of(service);

      assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo(paths.liveness());
      assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo(paths.liveness());
      assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo(paths.readiness());
      assertThat(workload.probes().map(probe -> workload.port(probe.getHttpGet().getPort())))
          .containsOnly(workload.ports().getOrDefault("api", workload.ports().get("management")));
    }
  }

  /** The JVM may take half of the limit for its heap, and is given what it may take. */
  @ParameterizedTest
  @EnumSource
  void memoryIsReservedAndTwiceWhatWasMeasuredAtRest(Installation installation) {
    String measured = Kustomization.text(IMAGES.resolve("README.md"));

    for (String service : ServiceSettings.SERVICES) {
      MatchResult row =
          Pattern.compile("\\| " + service + " \\|.*\\| (\\d+) MiB \\|")
              .matcher(measured)
              .results()
              .findFirst()
              .orElseThrow();
      Container container = installation.manifests().workload(service).container();
      Quantity limit = Objects.requireNonNull(container.getResources().getLimits().get("memory"));

      assertThat(container.getResources().getRequests()).containsEntry("memory", limit);
      assertThat(limit.getNumericalAmount().longValue() >> 20)
          .isGreaterThan(2 * Long.parseLong(row.group(1)));
    }
  }

  /** Compressed records need a library that is unpacked there. */
  @ParameterizedTest
  @EnumSource
  void everyPodOfOursHasATmp(Installation installation) {
    assertThat(installation.manifests().workloads())
        .allSatisfy(
            workload ->
                assertThat(workload.container().getVolumeMounts())
                    .extracting("mountPath")
                    .contains("/tmp"));
  }

  /** Kafka Streams' 20 s; the notifier's other parts end before that; ingress 8 s after a pause. */
  @ParameterizedTest
  @EnumSource
  void aServiceHasTheTimeToEnd(Installation installation) {
    Manifests manifests = installation.manifests();
    long streams = seconds("schemas/src/main/java/dev/uplink/schemas/streams/StreamsRunner.java");
    long others = seconds("notifier/src/main/java/dev/uplink/notifier/Notifier.java");
    assertThat(streams).isPositive();
    assertThat(others).isPositive();

    assertThat(manifests.workload("processor").pod().getTerminationGracePeriodSeconds())
        .isGreaterThan(streams);
    assertThat(manifests.workload("notifier").pod().getTerminationGracePeriodSeconds())
        .isGreaterThan(others + streams);
    Workload ingress = installation.manifests().workload("ingress");
    assertThat(ingress.pod().getTerminationGracePeriodSeconds())
        .isGreaterThan(
            Duration.parse(Objects.requireNonNull(IngressSettings.DRAIN.fallback())).toSeconds()
                + 2 * 8
                + ingress.container().getLifecycle().getPreStop().getSleep().getSeconds());
    assertThat(
            List.of(
                Kustomization.text(Path.of("../../ingress/src/main/resources/application.yml"))))
        .allSatisfy(text -> assertThat(text).contains("grace-period: 8s"));
  }

  /** All that a class waits for when it closes: it has no other times. */
  private static long seconds(String source) {
    return Pattern.compile("Duration\\.ofSeconds\\((\\d+)\\)")
        .matcher(Kustomization.text(Path.of("../..", source)))
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }
}
