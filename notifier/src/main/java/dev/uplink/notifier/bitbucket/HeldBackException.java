package dev.uplink.notifier.bitbucket;

import dev.uplink.notifier.gate.Admission;

/** A request that was not made: its budget is spent, or its host does not answer. */
public final class HeldBackException extends NoAnswerException {
  private static final long serialVersionUID = 1L;

  private final transient Admission.Held held;

  HeldBackException(Admission.Held held) {
    super(
        switch (held.why()) {
          case BUDGET, REST -> Fault.RATE_LIMITED;
          case HOST -> Fault.HOST_RESTS;
        },
        held.words());
    this.held = held;
  }

  public Admission.Held held() {
    return held;
  }
}
