package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.space.Reachability;
import org.jspecify.annotations.Nullable;

/** Whether a source can be reached through an integration, and if not, why not. */
sealed interface Attachment {
  /**
   * @param through the integration that is named, or the default one
   */
  record Possible(Integration through) implements Attachment {}

  record Impossible(ProblemCode code) implements Attachment {}

  /**
   * @param named the integration that the source names; null if there is none with its id
   * @param theDefault the provider's default integration; null if there is none
   * @param from where the target is
   */
  static Attachment of(
      Source source,
      @Nullable Integration named,
      @Nullable Integration theDefault,
      Reachability from) {
    if (source.integrationId() == null) {
      return theDefault == null
          ? new Impossible(ProblemCode.NO_DEFAULT_INTEGRATION)
          : new Possible(theDefault);
    }
    if (named == null) {
      return new Impossible(ProblemCode.INTEGRATION_UNKNOWN);
    }
    if (named.provider() != source.provider()) {
      return new Impossible(ProblemCode.PROVIDER_MISMATCH);
    }
    return from.reaches(named.spaceId(), named.isDefault())
        ? new Possible(named)
        : new Impossible(ProblemCode.INTEGRATION_UNREACHABLE);
  }
}
