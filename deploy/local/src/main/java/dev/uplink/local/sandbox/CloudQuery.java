package dev.uplink.local.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Cloud's query language as Uplink uses: one field, whole or in part. */
final class CloudQuery {
  private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  static final String PATTERN = "([a-z_.]+) (=|~) " + STRING;
  private static final Pattern QUERY = Pattern.compile(PATTERN, Pattern.DOTALL);

  private CloudQuery() {}

  /** What names are looked for; none when the query is about something else. */
  static Holdings.Filter names(SandboxRequest request) {
    Matcher query = QUERY.matcher(request.parameter("q").orElse(""));
    if (!query.matches() || !query.group(1).equals("name")) {
      return Holdings.Filter.NONE;
    }
    boolean isWhole = query.group(2).equals("=");
    String text = query.group(3).replaceAll("(?s)\\\\(.)", "$1");
    return new Holdings.Filter(text, !isWhole, isWhole);
  }
}
