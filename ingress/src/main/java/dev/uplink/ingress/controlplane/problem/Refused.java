package dev.uplink.ingress.controlplane.problem;

import dev.uplink.ingress.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, thrown so that the transaction it is in rolls back. The detail is
 * shown to the caller: it names what was sent or stored, never a secret.
 */
public final class Refused extends RuntimeException {
  /** How many stacks and modules an answer lists; after these, whoever asks tries again. */
  public static final int MOST_TARGETS = 100;

  private static final long serialVersionUID = 1L;
  private static final int CONFLICT = 409;

  private final ProblemCode code;
  private final @Nullable String field;
  private final @Nullable String reason;
  private final transient List<Problem.Target> targets;

  private Refused(
      ProblemCode code,
      @Nullable String field,
      @Nullable String reason,
      String detail,
      List<Problem.Target> targets) {
    // No stack trace: this is an answer, not a fault.
    super(detail, null, false, false);
    this.code = code;
    this.field = field;
    this.reason = reason;
    this.targets = List.copyOf(targets);
  }

  public static Refused because(ProblemCode code, String detail) {
    return new Refused(code, null, null, detail, List.of());
  }

  /** Because of these stacks and modules; at most {@link #MOST_TARGETS}. */
  public static Refused blocked(ProblemCode code, String detail, List<Problem.Target> targets) {
    return new Refused(code, null, null, detail, targets);
  }

  /** The field of the request's body or query that is to blame. */
  public static Refused field(ProblemCode code, String field, String detail) {
    return new Refused(code, field, null, detail, List.of());
  }

  /**
   * What the decision on a run refuses.
   *
   * @param reason in the decision's own word
   */
  public static Refused decided(ProblemCode code, String reason, String detail) {
    return new Refused(code, null, reason, detail, List.of());
  }

  public static Refused notFound(String what, String id) {
    return new Refused(
        ProblemCode.NOT_FOUND, null, null, "There is no " + what + " " + id + ".", List.of());
  }

  public ProblemCode code() {
    return code;
  }

  public @Nullable String field() {
    return field;
  }

  /** The word of the decision that refused; null if none did. */
  public @Nullable String reason() {
    return reason;
  }

  /**
   * A code that blames a field of the request means a conflict with what is stored where a decision
   * gives it: nothing in the request would make it go away.
   */
  public int status() {
    return code == ProblemCode.INTEGRATION_UNREACHABLE && reason != null ? CONFLICT : code.status();
  }

  /** The stacks and modules in the way; empty where none are. */
  public List<Problem.Target> targets() {
    return targets;
  }
}
