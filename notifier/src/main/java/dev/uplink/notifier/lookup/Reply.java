package dev.uplink.notifier.lookup;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.CallFailedException;

/** The answer to a lookup. */
public sealed interface Reply {
  record Answered(Found found) implements Reply {}

  /**
   * @param detail for people, without any secret
   */
  record Unanswered(Fault fault, String detail) implements Reply {}

  static Reply of(CallFailedException failure) {
    return new Unanswered(failure.fault(), failure.detail());
  }
}
