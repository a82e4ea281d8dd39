package dev.uplink.ingress.controlplane.problem;

import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, thrown so that the transaction it is in rolls back. The detail is
 * shown to the caller: it names what was sent or stored, never a secret.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final @Nullable String field;

  private Refused(ProblemCode code, @Nullable String field, String detail) {
    // No stack trace: this is an answer, not a fault.
    super(detail, null, false, false);
    this.code = code;
    this.field = field;
  }

  public static Refused because(ProblemCode code, String detail) {
    return new Refused(code, null, detail);
  }

  /** The field of the request's body or query that is to blame. */
  public static Refused field(ProblemCode code, String field, String detail) {
    return new Refused(code, field, detail);
  }

  public static Refused notFound(String what, String id) {
    return new Refused(ProblemCode.NOT_FOUND, null, "There is no " + what + " " + id + ".");
  }

  public ProblemCode code() {
    return code;
  }

  public @Nullable String field() {
    return field;
  }
}
