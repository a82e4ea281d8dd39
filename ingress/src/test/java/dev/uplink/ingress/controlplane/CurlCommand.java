package dev.uplink.ingress.controlplane;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A curl command, read as a shell and curl would: as much of both as the guides use. */
record CurlCommand(String method, String url, Map<String, String> headers, @Nullable String body) {
  static CurlCommand parse(String text, Map<String, String> variables) {
    Iterator<String> words = words(text, variables).iterator();
    if (!words.next().equals("curl")) {
      throw new IllegalArgumentException("not curl: " + text);
    }
    String method = "GET";
    String url = "";
    Map<String, String> headers = new LinkedHashMap<>();
    @Nullable String body = null;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "-sS" -> {}
        case "-X" -> method = words.next();
        case "-H" -> {
          String[] header = words.next().split(": ", 2);
          headers.put(header[0], header[1]);
        }
        case "-d" -> {
          body = words.next();
          method = method.equals("GET") ? "POST" : method;
        }
        default -> {
          if (word.startsWith("-") || !url.isEmpty()) {
            throw new IllegalArgumentException("unexpected " + word + " in " + text);
          }
          url = word;
        }
      }
    }
    return new CurlCommand(method, url, headers, body);
  }

  private static List<String> words(String text, Map<String, String> variables) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean begun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        begun = true;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '$' && quote != '\'') {
        String name = text.substring(i + 1).replaceAll("(?s)[^A-Z_].*", "");
        if (!variables.containsKey(name)) {
          throw new IllegalArgumentException("nobody said what $" + name + " is in " + text);
        }
        word.append(variables.get(name));
        begun = true;
        i += name.length();
      } else if (quote == 0 && (Character.isWhitespace(c) || text.startsWith("\\\n", i))) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote without an end in " + text);
    }
    return words;
  }
}
