package dev.uplink.local;

import java.io.PrintStream;
import java.time.Duration;

/** Who is told what happens while local mode starts and runs. Called by several threads. */
public interface Progress {
  void ready(PartName part, Duration took);

  /** A part ended by itself; the text says how, with the last lines of its log. */
  void trouble(String text);

  /** A line per event. */
  static Progress on(PrintStream out) {
    return new Progress() {
      @Override
      public void ready(PartName part, Duration took) {
        out.printf("  %-18s %4.1f s%n", part.shown(), took.toMillis() / 1000.0);
      }

      @Override
      public void trouble(String text) {
        out.println(text);
      }
    };
  }
}
