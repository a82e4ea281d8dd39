package dev.uplink.ingress.controlplane.integration;

/**
 * Where others learn what has become of an integration. To be told in the transaction of the
 * change: what is told reaches them if, and only if, that commits.
 */
public interface IntegrationCatalogue {
  void changed(Integration integration);

  void deleted(Integration integration);
}
