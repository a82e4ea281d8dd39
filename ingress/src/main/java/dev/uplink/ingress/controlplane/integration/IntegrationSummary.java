package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import java.util.List;

/** What everyone who may see an integration sees of it. */
public record IntegrationSummary(
    String id,
    String slug,
    String name,
    Provider provider,
    boolean isDefault,
    String spaceId,
    List<String> labels,
    String description) {

  public static IntegrationSummary of(Integration integration) {
    return new IntegrationSummary(
        integration.id(),
        integration.slug(),
        integration.name(),
        integration.provider(),
        integration.isDefault(),
        integration.spaceId(),
        integration.options().labels(),
        integration.options().description());
  }
}
