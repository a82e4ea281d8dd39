package dev.uplink.ingress.controlplane.bitbucket;

import dev.uplink.ingress.controlplane.integration.Integration;
import java.util.List;

/** The repositories whose stacks and modules use an integration. */
@FunctionalInterface
public interface UsedRepositories {
  /**
   * The first of them.
   *
   * @param names {@code namespace/repository}, in their order
   * @param total how many there are
   */
  record First(List<String> names, long total) {
    public First {
      names = List.copyOf(names);
    }
  }

  First of(Integration integration, int most);
}
