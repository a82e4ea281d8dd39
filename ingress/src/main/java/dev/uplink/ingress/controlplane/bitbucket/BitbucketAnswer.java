package dev.uplink.ingress.controlplane.bitbucket;

import dev.uplink.schemas.avro.ProbeFault;
import dev.uplink.schemas.avro.ProbeVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the notifier found.
 *
 * @param checks of a test all, of a list one that says how listing went
 * @param items names that a list found
 * @param isComplete whether these are all that match
 * @param isExact whether the query is a whole name; null where nobody can tell
 */
public record BitbucketAnswer(
    List<Check> checks,
    List<String> items,
    boolean isComplete,
    @Nullable Boolean isExact,
    Instant at) {
  public BitbucketAnswer {
    checks = List.copyOf(checks);
    items = List.copyOf(items);
  }

  /**
   * One look at something, as the API shows it.
   *
   * @param name what was looked at
   * @param subject repository it is about; null for the integration as a whole
   * @param fault why it did not pass, where a call went wrong
   * @param detail the same in words
   */
  public record Check(
      String name,
      @Nullable String subject,
      ProbeVerdict verdict,
      @Nullable ProbeFault fault,
      String detail) {}

  /** The worst of all, which is what the whole comes to. */
  ProbeVerdict verdict() {
    return checks.stream().map(Check::verdict).max(Enum::compareTo).orElse(ProbeVerdict.UNKNOWN);
  }

  /** With one more. */
  BitbucketAnswer and(Check check) {
    List<Check> more = new ArrayList<>(checks);
    more.add(check);
    return new BitbucketAnswer(more, items, isComplete, isExact, at);
  }

  /** Why nothing could be listed; null where it could. */
  public @Nullable Check failure() {
    return checks.stream()
        .filter(check -> check.verdict() == ProbeVerdict.FAILED)
        .findFirst()
        .orElse(null);
  }
}
