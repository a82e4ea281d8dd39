package dev.uplink.ingress.controlplane.integration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.request.Versioned;
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
    String description,
    @JsonIgnore long revision)
    implements Versioned {

  public static IntegrationSummary of(Integration integration) {
    return new IntegrationSummary(
        integration.id(),
        integration.slug(),
        integration.name(),
        integration.provider(),
        integration.isDefault(),
        integration.spaceId(),
        integration.options().labels(),
        integration.options().description(),
        integration.revision());
  }
}
