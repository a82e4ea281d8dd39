package dev.uplink.local;

import dev.uplink.local.part.HttpReadiness;
import dev.uplink.local.proxy.ReadyInstances;
import dev.uplink.local.proxy.TcpProxy;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the instances of ingress listen: one at the installation's ports; of two, the first has the
 * port of the API, and both stand behind a proxy at the port for webhooks.
 */
final class Entrances implements AutoCloseable {
  private final Map<PartName, Entrance> entrances = new EnumMap<>(PartName.class);
  private @Nullable ReadyInstances ready;
  private @Nullable TcpProxy proxy;

  /**
   * Of one instance.
   *
   * @param webhook public: webhooks only
   * @param api private: control plane, health and metrics
   */
  record Entrance(int webhook, int api) {
    private ReadyInstances.Instance instance() {
      URI readiness = URI.create("http://127.0.0.1:" + api + "/health/readiness");
      return new ReadyInstances.Instance(webhook, new HttpReadiness(readiness));
    }
  }

  /** The proxy listens from now on. */
  Entrances(Arrangement arrangement, Ports ports) {
    if (arrangement.more().contains(PartName.INGRESS_2)) {
      Entrance first = new Entrance(FreePorts.next(), ports.api());
      Entrance second = new Entrance(FreePorts.next(), FreePorts.next());
      entrances.put(PartName.INGRESS, first);
      entrances.put(PartName.INGRESS_2, second);
      ready = new ReadyInstances(List.of(first.instance(), second.instance()));
      proxy = new TcpProxy(ports.webhook(), ready);
    } else {
      entrances.put(PartName.INGRESS, new Entrance(ports.webhook(), ports.api()));
    }
  }

  /** Null for an instance that was not arranged. */
  @Nullable Entrance of(PartName instance) {
    return entrances.get(instance);
  }

  @Override
  public void close() {
    if (proxy != null && ready != null) {
      proxy.close();
      ready.close();
    }
  }
}
