package dev.uplink.notifier.bitbucket;

/** Bitbucket did not give what was asked for. The detail is for people and holds no secret. */
public final class CallFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final String detail;

  public CallFailedException(Fault fault, String detail) {
    // No stack trace: this is an answer, not a bug.
    super(detail, null, false, false);
    this.fault = fault;
    this.detail = detail;
  }

  public Fault fault() {
    return fault;
  }

  public String detail() {
    return detail;
  }
}
