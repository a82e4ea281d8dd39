package dev.uplink.schemas.surroundings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a neighbour. One silence may be a pause of its; the second in a row counts.
 *
 * @param away null while it is there
 * @param silences how often in a row it did not answer
 * @param clockAhead how far our clock is ahead of its; zero while the two agree
 */
record Standing(@Nullable Away away, int silences, Duration clockAhead) {
  /**
   * How a neighbour stands that was not asked yet: each service looked at its own before it
   * started.
   */
  static final Standing WELL = new Standing(null, 0, Duration.ZERO);

  /** Nothing compares times of two machines more closely; and slower answers prove nothing. */
  private static final Duration TOLERATED = Duration.ofSeconds(10);

  private static final int TWICE = 2;

  record Away(Instant since, String why) {}

  /** What has changed, to be told once. */
  sealed interface News {
    /** It is away, or away for another reason than before. */
    record WentAway(String why) implements News {}

    record CameBack(Duration after) implements News {}

    record ClocksDiffer(Duration ahead) implements News {}

    record ClocksAgree() implements News {}
  }

  Standing after(Heard heard, Instant now) {
    return switch (heard) {
      case Heard.Answered(Duration ahead) ->
          new Standing(null, 0, ahead.abs().compareTo(TOLERATED) > 0 ? ahead : Duration.ZERO);
      case Heard.Silence(String why) ->
          new Standing(
              silences + 1 < TWICE ? away : new Away(away == null ? now : away.since(), why),
              silences + 1,
              clockAhead);
    };
  }

  List<News> newsSince(Standing before, Instant now) {
    List<News> news = new ArrayList<>();
    if (away == null && before.away != null) {
      news.add(new News.CameBack(Duration.between(before.away.since(), now)));
    } else if (away != null && !Objects.equals(away, before.away)) {
      news.add(new News.WentAway(away.why()));
    }
    if (clockAhead.isZero() && !before.clockAhead.isZero()) {
      news.add(new News.ClocksAgree());
    } else if (!clockAhead.isZero() && before.clockAhead.isZero()) {
      news.add(new News.ClocksDiffer(clockAhead));
    }
    return news;
  }
}
