package dev.uplink.notifier.aggregate;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Bitbucket takes of a status, in characters; one more and it answers 400. */
public final class Lengths {
  static final int NAME = 255;
  static final int DESCRIPTION = 255;
  static final int URL = 450;

  /** Of a name, what may be the check's own; the rest is left to what is said about it. */
  static final int LABEL = 150;

  private static final Pattern GARBLING =
      Pattern.compile("[\\s\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");

  private static final String CUT_MARK = "…";

  private Lengths() {}

  /**
   * The text, or its beginning and a mark. What people see as one character stays whole or goes
   * whole, whatever it is made of; but for one that is longer than all there is room for.
   */
  public static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - CUT_MARK.length();
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int whole = characters.preceding(end + 1);
    if (whole > 0) {
      end = whole;
    } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + CUT_MARK;
  }

  /** A scheduler's link, unless it is longer than any Bitbucket takes. */
  static @Nullable String url(@Nullable String said) {
    return said == null || said.length() > URL ? null : said;
  }

  /** A scheduler's words, as far as they can be shown: no row keeps a megabyte of them. */
  static @Nullable String words(@Nullable String said) {
    return said == null ? null : cut(oneLine(said), DESCRIPTION);
  }

  /**
   * Bitbucket shows one line; line breaks and control characters would garble it, and marks of
   * direction would turn round what stands beside it.
   */
  static String oneLine(String text) {
    return GARBLING.matcher(text).replaceAll(" ").strip();
  }
}
