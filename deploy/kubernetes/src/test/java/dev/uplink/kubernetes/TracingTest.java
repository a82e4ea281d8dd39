package dev.uplink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.trace.TelemetrySettings;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spans leave for a collector only where the component for that is taken in. */
class TracingTest {
  private static final Path COMPONENT = Path.of("components/tracing");
  private static final String LABEL = "uplink.dev/has-collector";

  /** The port is that of the example beside the setting. */
  @ParameterizedTest
  @EnumSource
  void theServicesReachACollectorByTheComponentAlone(Installation installation) {
    int port = example().getPort();

    assertThat(sendersTo(installation.manifests(), port)).isEmpty();
    assertThat(sendersTo(traced(installation.manifests()), port))
        .containsExactlyInAnyOrderElementsOf(ServiceSettings.SERVICES);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyGetsAnywhereElseByIt(Installation installation) {
    Manifests plain = installation.manifests();
    Network before = Network.of(plain);
    Network after = Network.of(traced(plain));

    for (Workload workload : plain.workloads()) {
      assertThat(after.addresses(workload.labels())).isEqualTo(before.addresses(workload.labels()));
      assertThat(after.leads(workload.labels(), "anything", example().getPort())).isFalse();
      assertThat(after.opens(LABEL, workload.labels(), example().getPort())).isFalse();
    }
  }

  private static List<String> sendersTo(Manifests manifests, int port) {
    Network network = Network.of(manifests);
    return manifests.workloads().stream()
        .filter(workload -> network.leads(workload.labels(), LABEL, port))
        .map(Workload::name)
        .toList();
  }

  /** As Kustomize does with a component that has only resources. */
  private static Manifests traced(Manifests plain) {
    Manifests component = Kustomization.component(COMPONENT);
    assertThat(component.all()).hasSameSizeAs(component.of(NetworkPolicy.class)).isNotEmpty();
    return plain.and(component);
  }

  private static URI example() {
    String settings = Kustomization.text(Path.of("base/settings/kafka.env"));
    assertThat(settings).contains(TelemetrySettings.TRACING_ENDPOINT.name() + "=");
    return Pattern.compile("for example (http://\\S+:\\d+)[;, ]")
        .matcher(settings)
        .results()
        .map(found -> URI.create(found.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
