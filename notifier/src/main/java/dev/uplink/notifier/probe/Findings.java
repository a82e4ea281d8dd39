package dev.uplink.notifier.probe;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.bitbucket.reader.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a probe.
 *
 * @param checks of a test all, of a list one that says how listing went
 * @param names what a list found; null for a test, or when nothing could be listed
 */
public record Findings(List<Check> checks, @Nullable Names names) {
  public Findings {
    checks = List.copyOf(checks);
  }

  /** To a question beyond those that one integration may have under way. */
  static Findings tooMany(ProbeRequest request) {
    return of(
        Check.of(
            Check.Kind.firstOf(request),
            new Finding(
                Finding.Verdict.FAILED,
                Fault.RATE_LIMITED,
                "too many questions to this integration's Bitbucket at once; ask again")));
  }

  static Findings of(Check check) {
    return new Findings(List.of(check), null);
  }
}
