package dev.uplink.notifier.quota;

import java.time.Instant;

/** How many requests Bitbucket allows one credential. Not safe for several threads. */
interface Allowance {
  /** The most that can ever be left, at least 1. */
  int limit();

  /** How many may go through within the span that uses are counted for. */
  int perSpan();

  int left(Instant now);

  void take(Instant now);

  /** When at least so many will be left if nobody takes any; at most {@link #limit} are. */
  Instant when(int wanted, Instant now);

  /** Of the whole, the part that is for this process: above 0, at most 1. */
  void share(double part);

  /** What Bitbucket says itself of the whole. */
  void told(int limit);
}
