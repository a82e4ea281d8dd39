package dev.uplink.ingress.controlplane.problem;

/**
 * Every way in which the control plane refuses, with its HTTP status. The names are part of the
 * API: clients switch on them, so one is never renamed. Each is explained in the module's README.
 */
public enum ProblemCode {
  TOKEN_MISSING(401),
  TOKEN_UNKNOWN(401),

  BODY_MALFORMED(400),
  FIELD_UNKNOWN(400),
  FIELD_MISSING(400),
  FIELD_INVALID(400),
  CURSOR_INVALID(400),

  NOT_FOUND(404),

  SLUG_TAKEN(409),
  DEFAULT_EXISTS(409),
  SPACE_NOT_EMPTY(409),
  SPACE_IS_ROOT(409),
  SPACE_CYCLE(409),
  REACHABILITY_LOST(409),
  VCS_DETACHED(409),
  TARGET_DISABLED(409),
  INTEGRATION_DETACHED(409),
  RUN_LIMIT_EXCEEDED(409),
  RUN_REFUSED(409),
  REPOSITORY_FULL(409),

  FIELD_IMMUTABLE(422),
  SPACE_UNKNOWN(422),
  DEFAULT_OUTSIDE_ROOT(422),
  PRIVATE_HOST_UNSUPPORTED(422),
  HOST_NOT_ALLOWED(422),
  CREDENTIALS_MISMATCH(422),
  INTEGRATION_UNKNOWN(422),
  PROVIDER_MISMATCH(422),
  INTEGRATION_UNREACHABLE(422),
  NO_DEFAULT_INTEGRATION(422),
  COMMIT_UNKNOWN(422),

  DATABASE_UNAVAILABLE(503),
  REGISTRY_UNAVAILABLE(503),
  TRIGGER_UNAVAILABLE(503),
  TARGET_UNKNOWN(503),
  DECISION_PENDING(504);

  private final int status;

  ProblemCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
