package dev.uplink.notifier.bitbucket;

/** Bitbucket did not answer in time, or could not be reached. The message is for people. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String detail;

  NoAnswerException(String detail) {
    super(detail);
    this.detail = detail;
  }

  NoAnswerException(String detail, Throwable cause) {
    super(detail, cause);
    this.detail = detail;
  }

  String detail() {
    return detail;
  }
}
