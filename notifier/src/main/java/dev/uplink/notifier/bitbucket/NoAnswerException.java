package dev.uplink.notifier.bitbucket;

/** Bitbucket did not answer in time, or could not be reached. The message is for people. */
public class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final String detail;

  public NoAnswerException(Fault fault, String detail) {
    super(detail);
    this.fault = fault;
    this.detail = detail;
  }

  public NoAnswerException(Fault fault, String detail, Throwable cause) {
    super(detail, cause);
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
