package dev.uplink.ingress.controlplane.integration;

/** What is known of integrations' health. */
@FunctionalInterface
public interface IntegrationHealths {
  /** {@link IntegrationHealth#UNKNOWN} of one of which nothing was heard. */
  IntegrationHealth of(String integrationId);
}
