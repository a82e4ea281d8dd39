package dev.uplink.local.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/** Whether addresses are written as RFC 3986 has it; servers differ in what else they guess. */
final class Encoding {
  private static final String ALLOWED = "A-Za-z0-9\\-._~!$&'()*+,;=:@";
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

  private Encoding() {}

  /** Of a path: every segment says something, and none leads up. */
  static boolean isCleanPath(String path) {
    for (String segment : path.substring(1).split("/", -1)) {
      if (segment.isEmpty()
          || !isClean(segment, "")
          || Routes.decoded(segment).matches("\\.{1,2}")) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param more characters that are allowed here as they are
   */
  static boolean isClean(String text, String more) {
    return text.matches("(?:[" + ALLOWED + more + "]|" + ESCAPE + ")*") && isUtf8(text);
  }

  private static boolean isUtf8(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(text.charAt(i));
      }
    }
    try {
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
