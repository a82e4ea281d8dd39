package dev.uplink.notifier.topology;

import java.time.Instant;

/** Times as parts of rows' keys: in the order of time also as text. */
final class TimeKey {
  /** Of a number of this length, behind which all times are: fifteen digits reach to 33658. */
  private static final long ABOVE_ALL = 1_000_000_000_000_000L;

  private TimeKey() {}

  /** Fifteen digits of milliseconds since 1970. A formatter takes longer than the row's write. */
  static String of(Instant instant) {
    return Long.toString(ABOVE_ALL + instant.toEpochMilli()).substring(1);
  }
}
