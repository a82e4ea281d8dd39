package dev.uplink.ingress.controlplane.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. The cursor stands for the last id of the page before, so a list
 * that changes while it is read repeats nothing and leaves out nothing that was there throughout.
 *
 * @param after the id to begin behind; empty for the beginning
 * @param limit how many, 1 to {@link #MOST}
 */
public record PageRequest(String after, int limit) {
  public static final int MOST = 200;
  private static final int USUAL = 50;

  public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
    return new PageRequest(cursor == null ? "" : decode(cursor), limit(limit));
  }

  /** One more than wanted, which tells whether there is a next page. */
  public int limitAndOneMore() {
    return limit + 1;
  }

  static String cursor(String lastId) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(lastId.getBytes(UTF_8));
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw Refused.field(ProblemCode.FIELD_INVALID, "limit", "limit: expected 1 to " + MOST + ".");
  }

  private static String decode(String cursor) {
    try {
      String id = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      if (id.matches("[0-9A-Za-z-]{1,64}")) {
        return id;
      }
    } catch (IllegalArgumentException notBase64) {
      // The same answer as for one that decodes to no id.
    }
    throw Refused.field(
        ProblemCode.CURSOR_INVALID, "cursor", "cursor: expected the nextCursor of a page.");
  }
}
