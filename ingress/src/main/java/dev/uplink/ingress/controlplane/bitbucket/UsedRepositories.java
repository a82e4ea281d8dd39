package dev.uplink.ingress.controlplane.bitbucket;

import dev.uplink.ingress.controlplane.integration.Integration;
import java.util.List;

/** The repositories whose stacks and modules use an integration. */
@FunctionalInterface
public interface UsedRepositories {
  /** As {@code namespace/repository}, in their order, at most so many. */
  List<String> of(Integration integration, int most);
}
