package dev.uplink.schemas.streams;

import java.util.SortedSet;

/** Topics of the application's own are gone while what they held is still wanted. */
public final class InternalTopicsLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InternalTopicsLostException(SortedSet<String> topics) {
    super(message(topics));
  }

  static String message(SortedSet<String> topics) {
    return "%s: not the topics any more that this state was written to. Without them it would be forgotten without a word; see 'A lost internal topic' in deploy/recovery/README.md"
        .formatted(String.join(", ", topics));
  }
}
