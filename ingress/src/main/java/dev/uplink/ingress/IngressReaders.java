package dev.uplink.ingress;

import dev.uplink.schemas.settings.Readers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the texts of ingress' settings are understood, where {@link Readers} do not suffice. */
final class IngressReaders {
  /** Bitbucket waits 10 s for an answer; receiving and the look-up take their part of that. */
  private static final Duration LONGEST_PUBLISH = Duration.ofSeconds(5);

  private static final Duration SHORTEST_PUBLISH = Duration.ofMillis(500);

  private static final Duration SHORTEST_PROBE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PROBE = Duration.ofSeconds(60);

  /** Somebody waits who wanted something else than this answer. */
  private static final Duration LONGEST_SOURCE_CHECK = Duration.ofSeconds(10);

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

  /** Room for a few of the largest bodies, or no webhook could be accepted. */
  private static final int LEAST_MEMORY = 16 * 1024 * 1024;

  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,256}");

  private IngressReaders() {}

  static Optional<String> optionalText(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /** Routes are told apart by the port's number, so the system cannot be left to choose it. */
  static int port(String text) {
    int port = Readers.port(text);
    if (port == 0) {
      throw new IllegalArgumentException("expected a port, 1 to 65535");
    }
    return port;
  }

  static String jdbcUrl(String text) {
    if (!text.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("expected jdbc:postgresql://host:port/database");
    }
    return text;
  }

  static Optional<String> token(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!TOKEN.matcher(text).matches()) {
      throw new IllegalArgumentException("expected 16 to 256 visible ASCII characters");
    }
    return Optional.of(text);
  }

  static Duration publishTimeout(String text) {
    return between(SHORTEST_PUBLISH, LONGEST_PUBLISH, text);
  }

  static Duration probeTimeout(String text) {
    return between(SHORTEST_PROBE, LONGEST_PROBE, text);
  }

  static Duration sourceCheckTimeout(String text) {
    return between(SHORTEST_PROBE, LONGEST_SOURCE_CHECK, text);
  }

  static Duration drain(String text) {
    return between(Duration.ZERO, LONGEST_DRAIN, text);
  }

  private static Duration between(Duration shortest, Duration longest, String text) {
    Duration duration = Readers.duration(text);
    if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
      throw new IllegalArgumentException("expected " + shortest + " to " + longest);
    }
    return duration;
  }

  /** What was written down would otherwise be gone before anybody saw it. */
  static Duration deliveryRetention(String text) {
    Duration kept = Readers.duration(text);
    if (kept.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException("expected at least PT1H");
    }
    return kept;
  }

  static int memory(String text) {
    int bytes = Readers.number(text);
    if (bytes < LEAST_MEMORY) {
      throw new IllegalArgumentException("expected at least " + LEAST_MEMORY);
    }
    return bytes;
  }
}
