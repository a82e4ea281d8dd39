package dev.uplink.notifier.aggregate;

import java.util.Locale;

/** A stack or module. Slugs are unique per kind only, so the slug alone does not name one. */
public record Target(String id, String slug, Kind kind) {
  /** What a target is. */
  public enum Kind {
    STACK,
    MODULE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static boolean isWord(String text) {
      for (Kind kind : values()) {
        if (kind.word().equals(text)) {
          return true;
        }
      }
      return false;
    }
  }
}
