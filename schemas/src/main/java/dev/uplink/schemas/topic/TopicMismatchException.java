package dev.uplink.schemas.topic;

import java.util.List;

/** The broker's topics are not what the catalogue says; the message says how to make them so. */
public final class TopicMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TopicMismatchException(List<String> problems) {
    super(
        "The topics on the broker differ from the catalogue:\n  " + String.join("\n  ", problems));
  }
}
