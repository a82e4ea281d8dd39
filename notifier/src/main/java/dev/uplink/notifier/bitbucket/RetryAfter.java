package dev.uplink.notifier.bitbucket;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header by which a server says how long it wants to be left alone. */
final class RetryAfter {
  /** No server is believed that it needs longer; an absurd number is beyond what clocks can add. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** Seconds or a date, bounded; null when it is neither, or in the past. */
  static @Nullable Duration read(@Nullable String header, InstantSource clock) {
    if (header == null) {
      return null;
    }
    try {
      Duration rest =
          header.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(header))
              : Duration.between(clock.instant(), date(header));
      if (!rest.isPositive()) {
        return null;
      }
      return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static Instant date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }
}
