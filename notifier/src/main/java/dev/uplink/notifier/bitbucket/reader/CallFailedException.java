package dev.uplink.notifier.bitbucket.reader;

import dev.uplink.notifier.bitbucket.Fault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bitbucket did not give what was asked for. The detail is for people and holds no secret. */
public final class CallFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final String detail;
  private final boolean passing;
  private final @Nullable Duration retryAfter;

  public CallFailedException(Fault fault, String detail) {
    this(fault, detail, passes(fault), null);
  }

  private CallFailedException(
      Fault fault, String detail, boolean passing, @Nullable Duration retryAfter) {
    // No stack trace: this is an answer, not a bug.
    super(detail, null, false, false);
    this.fault = fault;
    this.detail = detail;
    this.passing = passing;
    this.retryAfter = retryAfter;
  }

  /**
   * One that may be another a moment later.
   *
   * @param retryAfter how long Bitbucket wants to be left alone; null when it does not say
   */
  static CallFailedException passing(Fault fault, String detail, @Nullable Duration retryAfter) {
    return new CallFailedException(fault, detail, true, retryAfter);
  }

  public Fault fault() {
    return fault;
  }

  public String detail() {
    return detail;
  }

  /** Whether the same call may go well a moment later. */
  public boolean isPassing() {
    return passing;
  }

  /** How long Bitbucket wants to be left alone; null when it did not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  private static boolean passes(Fault fault) {
    return switch (fault) {
      case TIMED_OUT, UNREACHABLE, HOST_RESTS, RATE_LIMITED, NOTIFIER_FAILED -> true;
      case UNAUTHORIZED,
          FORBIDDEN,
          SCOPE_MISSING,
          NOT_FOUND,
          HOST_UNKNOWN,
          TLS_FAILED,
          HOST_NOT_ALLOWED,
          BITBUCKET_FAILED,
          CREDENTIALS_MISSING,
          CREDENTIALS_UNREADABLE,
          INTEGRATION_UNKNOWN ->
          false;
    };
  }
}
