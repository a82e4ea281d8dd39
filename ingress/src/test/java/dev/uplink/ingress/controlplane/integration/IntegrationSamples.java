package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import java.time.Instant;
import java.util.List;

/** Integrations for tests that need any. */
public final class IntegrationSamples {
  private IntegrationSamples() {}

  public static Integration of(String id, Provider provider) {
    return new Integration(
        id,
        "acme",
        provider,
        "int",
        "Int",
        false,
        "root",
        new IntegrationOptions(VcsChecks.INDIVIDUAL, false, List.of(), ""),
        Access.NONE,
        1,
        1,
        Instant.EPOCH);
  }
}
