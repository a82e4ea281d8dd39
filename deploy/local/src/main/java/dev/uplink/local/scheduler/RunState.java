package dev.uplink.local.scheduler;

/** The run states that the sample scheduler uses; there are more. */
enum RunState {
  QUEUED(false),
  PREPARING(false),
  PLANNING(false),
  UNCONFIRMED(false),
  CONFIRMED(false),
  APPLYING(false),
  FINISHED(true),
  FAILED(true),
  STOPPED(true);

  private final boolean end;

  RunState(boolean end) {
    this.end = end;
  }

  /** Nothing follows. */
  boolean isEnd() {
    return end;
  }
}
