package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stacks and modules that use an integration, as far as integrations need to know them. */
public interface IntegrationUsers {
  /** The targets that name it and, if it is a default, those that name none. */
  Usage of(Integration integration, PageRequest page);

  /** The Spaces of targets that name it, each once. */
  List<String> spacesNaming(Integration integration);

  /** Some of the targets that name it and are in these Spaces. */
  List<Problem.Target> naming(Integration integration, List<String> spaces, int limit);

  /**
   * Detaches all of them, in the transaction in which the integration is deleted. They stay
   * detached, whatever integrations come later, until someone attaches them again.
   */
  Detached detachFrom(Caller caller, Integration integration, Instant at);

  /** The ids of what was detached. */
  record Detached(List<String> stacks, List<String> modules) {}

  /**
   * Who uses an integration: how many altogether, and a page of them in the order of their ids.
   *
   * @param nextCursor null on the last page
   */
  record Usage(
      long stackCount,
      long moduleCount,
      List<User> stacks,
      List<User> modules,
      @Nullable String nextCursor) {}

  /**
   * One stack or module.
   *
   * @param implicit whether it uses the integration because it is the default one
   */
  record User(String id, String slug, String name, String spaceId, boolean implicit) {}
}
