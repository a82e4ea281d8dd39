package dev.uplink.kubernetes;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.streams.StreamsSettings;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever one manifest says of another is so: Kubernetes would wait for it without a word. */
class ReferencesTest {

  @ParameterizedTest
  @EnumSource
  void everyPodHasAnAccountOfItsOwnWithoutAToken(Installation installation) {
    Manifests manifests = installation.manifests();

    assertThat(manifests.workloads())
        .allSatisfy(
            workload -> {
              assertThat(workload.pod().getServiceAccountName()).isEqualTo(workload.name());
              assertThat(workload.pod().getAutomountServiceAccountToken()).isFalse();
              assertThat(
                      manifests
                          .named(ServiceAccount.class, workload.name())
                          .getAutomountServiceAccountToken())
                  .isFalse();
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceLeadsToAPortThatPodsListenOn(Installation installation) {
    Manifests manifests = installation.manifests();

    assertThat(manifests.of(Service.class))
        .allSatisfy(
            service -> {
              Workload behind = behind(manifests, service);
              assertThat(service.getSpec().getPorts())
                  .allSatisfy(
                      port ->
                          // The same inside and outside, so that one number is in every document.
                          assertThat(behind.port(port.getTargetPort())).isEqualTo(port.getPort()));
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatTheWorldReachesAreTheWebhooksAndThePages(Installation installation) {
    Manifests manifests = installation.manifests();
    Map<String, String> paths =
        manifests.of(Ingress.class).stream()
            .flatMap(one -> one.getSpec().getRules().stream())
            .flatMap(rule -> rule.getHttp().getPaths().stream())
            .collect(toMap(HTTPIngressPath::getPath, path -> backend(manifests, path)));

    assertThat(paths)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("/webhooks", "ingress webhooks", "/checks", "ingress api"));
    assertThat(manifests.of(Service.class))
        .allSatisfy(
            service ->
                assertThat(Objects.requireNonNullElse(service.getSpec().getType(), "ClusterIP"))
                    .isEqualTo("ClusterIP"));
  }

  @ParameterizedTest
  @EnumSource
  void everySelectorFindsItsOwnPodsAndNoOthers(Installation installation) {
    Manifests manifests = installation.manifests();

    assertThat(manifests.of(PodDisruptionBudget.class))
        .hasSize(4)
        .allSatisfy(
            budget -> {
              assertThat(Labels.select(budget.getSpec().getSelector(), manifests.workloads()))
                  .isEqualTo(Set.of(budget.getMetadata().getName()));
              // A share of one would stop every drain of a node.
              assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
              assertThat(budget.getSpec().getMinAvailable()).isNull();
            });
    assertThat(manifests.workloads())
        .allSatisfy(
            workload ->
                assertThat(workload.pod().getTopologySpreadConstraints())
                    .allSatisfy(
                        spread ->
                            assertThat(
                                    Labels.select(spread.getLabelSelector(), manifests.workloads()))
                                .isEqualTo(Set.of(workload.name()))));
    assertThat(manifests.of(StatefulSet.class))
        .allSatisfy(
            set ->
                assertThat(
                        behind(
                                manifests,
                                manifests.named(Service.class, set.getSpec().getServiceName()))
                            .name())
                    .isEqualTo(set.getMetadata().getName()));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMountedIsThereAndStateIsKeptOnAVolume(Installation installation) {
    Manifests manifests = installation.manifests();

    for (Workload workload : manifests.workloads()) {
      Set<String> volumes =
          Stream.concat(workload.pod().getVolumes().stream().map(Volume::getName), claims(workload))
              .collect(toSet());
      assertThat(workload.container().getVolumeMounts())
          .extracting(VolumeMount::getName)
          .containsExactlyInAnyOrderElementsOf(volumes);
      Map<String, Map<String, String>> secrets = Secrets.of(manifests);
      assertThat(workload.pod().getVolumes())
          .filteredOn(volume -> volume.getSecret() != null)
          .allSatisfy(
              volume ->
                  assertThat(secrets.get(volume.getSecret().getSecretName()))
                      .containsKeys(
                          volume.getSecret().getItems().stream()
                              .map(item -> item.getKey())
                              .toArray(String[]::new)));
    }
    for (String service : List.of("processor", "notifier")) {
      Workload workload = manifests.workload(service);
      Path state =
          Path.of(
              Environment.of(manifests, workload)
                  .getOrDefault(StreamsSettings.STATE_DIR.name(), ""));
      // Below: a volume's own folder is root's, and Kafka Streams cannot set its permissions.
      assertThat(workload.container().getVolumeMounts())
          .filteredOn(mount -> claims(workload).anyMatch(mount.getName()::equals))
          .extracting(mount -> Path.of(mount.getMountPath()))
          .containsExactly(state.getParent());
    }
    assertThat(Kustomization.text(Path.of("../images/Dockerfile")))
        .contains("VOLUME /var/lib/uplink");
  }

  @ParameterizedTest
  @EnumSource
  void whoeverMeasuresFindsThePortsAndPathOfAllThree(Installation installation) {
    Manifests manifests = installation.manifests();

    assertThat(manifests.of(PodMonitor.class))
        .hasSize(installation == Installation.PRODUCTION ? 1 : 0)
        .allSatisfy(
            monitor -> {
              assertThat(Labels.select(monitor.getSpec().getSelector(), manifests.workloads()))
                  .isEqualTo(ServiceSettings.SERVICES);
              assertThat(monitor.getSpec().getPodMetricsEndpoints())
                  .extracting("port")
                  .containsExactly("management");
              assertThat(monitor.getSpec().getPodMetricsEndpoints())
                  .extracting("path")
                  .containsOnly(ManagementPaths.of("ingress").measurements());
            });
  }

  private static Workload behind(Manifests manifests, Service service) {
    List<Workload> found =
        manifests.workloads().stream()
            .filter(
                one ->
                    one.labels().entrySet().containsAll(service.getSpec().getSelector().entrySet()))
            .toList();
    assertThat(found).as(service.getMetadata().getName()).hasSize(1);
    return found.getFirst();
  }

  private static String backend(Manifests manifests, HTTPIngressPath path) {
    IngressServiceBackend to = path.getBackend().getService();
    Service service = manifests.named(Service.class, to.getName());
    assertThat(service.getSpec().getPorts()).extracting("name").contains(to.getPort().getName());
    return behind(manifests, service).name() + " " + to.getPort().getName();
  }

  private static Stream<String> claims(Workload workload) {
    return workload.maker() instanceof StatefulSet set
        ? set.getSpec().getVolumeClaimTemplates().stream()
            .map(claim -> claim.getMetadata().getName())
        : Stream.of();
  }
}
