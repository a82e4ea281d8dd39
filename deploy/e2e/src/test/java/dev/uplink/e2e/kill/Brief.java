package dev.uplink.e2e.kill;

import dev.uplink.local.PartName;
import dev.uplink.local.Progress;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the parts do, a line each: their logs, of which the rest is told here, are deleted. */
final class Brief implements Progress {
  @Override
  public void ready(PartName part, Duration took) {
    System.out.printf("%s  %s is ready after %d ms%n", now(), part.shown(), took.toMillis());
  }

  @Override
  public void trouble(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    String last = lines.size() < 2 ? "" : lines.get(lines.size() - 2);
    System.out.printf("%s  %s ... %s%n", now(), lines.getFirst(), last);
  }

  private static LocalTime now() {
    return LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
  }
}
