package dev.uplink.ingress.controlplane.integration;

import dev.uplink.schemas.host.HostGuard;
import java.net.URI;

/**
 * What an installation decides about integrations.
 *
 * @param webhookBase what webhook endpoints begin with, as Bitbucket reaches them
 * @param hosts which hosts they may name
 */
public record IntegrationPolicy(String webhookBase, HostRules hosts) {
  public static IntegrationPolicy of(URI webhookBase, HostGuard guard) {
    return new IntegrationPolicy(webhookBase.toString(), new HostRules(guard));
  }
}
