package dev.uplink.schemas.surroundings;

import java.time.Duration;

/** What came of asking a neighbour once. */
public sealed interface Heard {
  /**
   * It answered.
   *
   * @param clockAhead how far this machine's clock is ahead of its, as far as the answer proves it;
   *     negative when it is behind, zero also when nothing was told
   */
  record Answered(Duration clockAhead) implements Heard {}

  /**
   * It did not, or not so that it can be used.
   *
   * @param why the same words as long as the reason is the same; no secret
   */
  record Silence(String why) implements Heard {}
}
