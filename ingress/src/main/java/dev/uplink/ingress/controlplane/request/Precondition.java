package dev.uplink.ingress.controlplane.request;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an edit's If-Match says: the revision that the caller saw, so that nobody overwrites what
 * they have not seen.
 *
 * @param revision null if any will do
 */
public record Precondition(@Nullable Long revision) {
  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

  /** Reads {@code If-Match}: one entity tag, {@code *}, or no header at all. */
  public static Precondition of(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return new Precondition(null);
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw Refused.field(
          ProblemCode.FIELD_INVALID, "If-Match", "If-Match: expected the ETag of an answer.");
    }
    return new Precondition(Long.valueOf(tag.group(1)));
  }

  /** To be called under the entity's lock. */
  public void require(long current) {
    if (revision != null && revision != current) {
      throw Refused.because(
          ProblemCode.REVISION_STALE,
          "It was changed meanwhile: its ETag is \"%d\".".formatted(current));
    }
  }
}
