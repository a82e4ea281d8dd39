package dev.uplink.e2e.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds what an expression of Prometheus names. Of the language it knows as much as that takes:
 * whether an expression is right is promtool's business.
 */
public final class PromQl {
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");
  private static final Set<String> GROUPINGS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  /** Labels that Prometheus or its configuration gives to whatever it scrapes. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance", "service");

  /** Texts and ranges first: what looks like a name in them is none. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<range>\\[[^]]*])|(?<number>[0-9.]+[a-z]*)"
              + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<sign>=~|!~|!=|==|[{}(),=]|[^\\s\\w])");

  private static final Pattern WORDS_ONLY = Pattern.compile("[A-Za-z0-9_]+(\\|[A-Za-z0-9_]+)*");

  private final List<MatchResult> tokens;
  private final List<Use> uses = new ArrayList<>();
  private final List<Use.Label> grouped = new ArrayList<>();
  private int at;

  private PromQl(String expression) {
    tokens = TOKEN.matcher(expression).results().toList();
  }

  public static List<Use> uses(String expression) {
    return new PromQl(expression).read();
  }

  private List<Use> read() {
    while (at < tokens.size()) {
      String name = tokens.get(at).group("name");
      at++;
      if (name == null || WORDS.contains(name)) {
        continue;
      }
      if (GROUPINGS.contains(name)) {
        grouped.addAll(group());
      } else if (!next("(") && !next("by") && !next("without")) {
        uses.add(new Use(name, next("{") ? matchers() : List.of()));
      }
    }
    return uses.stream().map(this::grouped).toList();
  }

  /** All of an expression is grouped alike in ours; where it is not, this asks for too much. */
  private Use grouped(Use use) {
    List<Use.Label> labels = new ArrayList<>(use.labels());
    if (!use.isRecorded()) {
      labels.addAll(grouped);
    }
    labels.removeIf(label -> OF_THE_SCRAPE.contains(label.name()));
    return new Use(use.metric(), labels);
  }

  private List<Use.Label> group() {
    List<Use.Label> labels = new ArrayList<>();
    for (; !next(")"); at++) {
      String name = tokens.get(at).group("name");
      if (name != null) {
        labels.add(new Use.Label(name, List.of()));
      }
    }
    return labels;
  }

  private List<Use.Label> matchers() {
    List<Use.Label> labels = new ArrayList<>();
    for (at++; !next("}"); at++) {
      String name = tokens.get(at).group("name");
      if (name != null) {
        String sign = tokens.get(at + 1).group();
        String text = tokens.get(at + 2).group();
        labels.add(new Use.Label(name, demanded(sign, text.substring(1, text.length() - 1))));
        at += 2;
      }
    }
    return labels;
  }

  /** What must not be, need not be; and of patterns only lists of words are looked for. */
  private static List<String> demanded(String sign, String text) {
    return switch (sign) {
      case "=" -> List.of(text);
      case "=~" -> WORDS_ONLY.matcher(text).matches() ? List.of(text.split("\\|", -1)) : List.of();
      default -> List.of();
    };
  }

  private boolean next(String sign) {
    return at < tokens.size() && tokens.get(at).group().equals(sign);
  }
}
