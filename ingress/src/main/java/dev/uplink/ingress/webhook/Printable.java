package dev.uplink.ingress.webhook;

import org.jspecify.annotations.Nullable;

/** What senders wrote, made safe to show: they could write lines of their own otherwise. */
public final class Printable {
  private Printable() {}

  /** Cut, and with a question mark for all but ASCII that can be seen; null if there is nothing. */
  public static @Nullable String of(@Nullable String value, int longest) {
    return of(value, longest, '!');
  }

  /** The same with its blanks. */
  public static @Nullable String withBlanks(@Nullable String value, int longest) {
    return of(value, longest, ' ');
  }

  private static @Nullable String of(@Nullable String value, int longest, char first) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    StringBuilder shown = new StringBuilder(value);
    shown.setLength(Math.min(value.length(), longest));
    for (int i = 0; i < shown.length(); i++) {
      if (shown.charAt(i) < first || shown.charAt(i) > '~') {
        shown.setCharAt(i, '?');
      }
    }
    return shown.toString();
  }
}
