package dev.uplink.local.proxy;

import java.util.concurrent.TimeUnit;

/** Lets the bytes of one direction pass: at once, at a pace, or not for now. */
public final class Valve {
  private static final long UNLIMITED = Long.MAX_VALUE;

  private boolean held;
  private long bytesPerSecond = UNLIMITED;

  /** From now on nothing passes; what arrives waits. */
  public synchronized void hold() {
    held = true;
  }

  /** What waits passes, and all that follows, as fast as it comes. */
  public synchronized void open() {
    held = false;
    bytesPerSecond = UNLIMITED;
    notifyAll();
  }

  /** Each connection gets this much, on average over a chunk of a few kilobytes. */
  public synchronized void slow(long bytes) {
    held = false;
    bytesPerSecond = bytes;
    notifyAll();
  }

  /** Returns when so many bytes may go on. */
  synchronized void pass(int bytes) throws InterruptedException {
    while (held) {
      wait();
    }
    if (bytesPerSecond != UNLIMITED) {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond;
      // An opened valve ends the wait as well: nobody should sit out an old pace.
      while (bytesPerSecond != UNLIMITED && !hasPassed(until)) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, until - System.nanoTime()));
      }
      while (held) {
        wait();
      }
    }
  }

  private static boolean hasPassed(long instant) {
    return System.nanoTime() - instant >= 0;
  }
}
