package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.access.Caller;
import java.time.Instant;
import java.util.List;

/** The stacks and modules that use an integration, as far as integrations need to know them. */
public interface IntegrationUsers {
  /** Those that name it and, if it is a default, those that name none. */
  Usage of(Integration integration);

  /**
   * Detaches all of them, in the transaction in which the integration is deleted. They stay
   * detached, whatever integrations come later, until someone attaches them again.
   */
  Detached detachFrom(Caller caller, Integration integration, Instant at);

  /** The ids of what was detached. */
  record Detached(List<String> stacks, List<String> modules) {}

  /** Who uses an integration. */
  record Usage(List<User> stacks, List<User> modules) {}

  /**
   * One stack or module.
   *
   * @param implicit whether it uses the integration because it is the default one
   */
  record User(String id, String slug, String name, String spaceId, boolean implicit) {}
}
