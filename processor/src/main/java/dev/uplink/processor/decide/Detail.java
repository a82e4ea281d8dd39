package dev.uplink.processor.decide;

import java.util.List;

/** The words that say what a reason rests on, kept short. */
final class Detail {
  private static final int LONGEST = 300;
  private static final int PATHS_NAMED = 5;
  private static final int HEX_NAMED = 12;

  private Detail() {}

  static String of(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    if (clean.length() <= LONGEST) {
      return clean;
    }
    int end = LONGEST - 1;
    // No half of a character.
    int cut = Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end;
    return clean.substring(0, cut) + "…";
  }

  static String commit(String hex) {
    return hex.substring(0, Math.min(HEX_NAMED, hex.length()));
  }

  /** The first few, and how many more. */
  static String paths(List<String> paths) {
    String named = String.join(", ", paths.subList(0, Math.min(PATHS_NAMED, paths.size())));
    int more = paths.size() - PATHS_NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
