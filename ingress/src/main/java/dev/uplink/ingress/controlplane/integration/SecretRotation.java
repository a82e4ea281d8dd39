package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a request says about replacing a webhook secret. */
final class SecretRotation {
  /** Enough to reach every repository's administrator. */
  private static final Duration USUAL = Duration.ofDays(7);

  private static final Duration LONGEST = Duration.ofDays(90);

  private SecretRotation() {}

  /** How long the old secret is accepted still; nothing, if it must not be known any longer. */
  static Duration grace(Fields fields) {
    @Nullable String text = fields.optionalText("gracePeriod", Text.DURATION);
    fields.end();
    return text == null ? USUAL : parse(text);
  }

  private static Duration parse(String text) {
    try {
      Duration grace = Duration.parse(text).truncatedTo(ChronoUnit.SECONDS);
      if (!grace.isNegative() && grace.compareTo(LONGEST) <= 0) {
        return grace;
      }
    } catch (DateTimeException | ArithmeticException notADuration) {
      // The same answer as for one that is too long.
    }
    throw Refused.field(
        ProblemCode.FIELD_INVALID, "gracePeriod", "gracePeriod: expected PT0S to P90D.");
  }
}
