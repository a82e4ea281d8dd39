package dev.uplink.schemas.start;

/**
 * Something that the service needs cannot be used. The message says which, by its setting, why, and
 * what to do; the cause says it in its own words.
 */
public final class NotUsableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotUsableException(String message, Throwable cause) {
    super(message, cause);
  }

  private NotUsableException(String message) {
    super(message);
  }

  /**
   * @param where what it is, at which address, by which setting
   */
  public static NotUsableException of(String where, String why, Throwable cause) {
    return new NotUsableException(message(where, why), cause);
  }

  /** Says of what answers that it is not as it has to be. */
  public static NotUsableException of(String where, String why) {
    return new NotUsableException(message(where, why));
  }

  private static String message(String where, String why) {
    return where + " cannot be used: " + why;
  }
}
