package dev.uplink.ingress.controlplane.access;

import java.util.Optional;

/** One way to recognise a caller; there may be several, each with its own kind of bearer token. */
public interface Authentication {
  /**
   * Empty for a token that is not of this kind, or that nobody has.
   *
   * @throws dev.uplink.ingress.controlplane.problem.Refused for a token that is known and not
   *     accepted any more
   */
  Optional<Caller> authenticate(String bearerToken);
}
