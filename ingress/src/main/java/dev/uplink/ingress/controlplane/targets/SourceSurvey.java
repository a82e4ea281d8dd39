package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at the branches of many sources through one integration, each branch once. One after the
 * other, because the integration's credentials have one quota; so many and for so long as somebody
 * waits for an answer. What is left is not checked, which its target's warning says.
 */
public final class SourceSurvey {
  static final int MOST_BRANCHES = 100;

  /** Nothing is asked after that; the last answer may come later by one time-out. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Finding NOTHING_TO_SAY = new Finding.Taken(List.of());
  private static final Finding NOT_CHECKED =
      new Finding.Taken(List.of(TargetWarning.BRANCH_NOT_CHECKED));

  private final SourceCheck check;
  private final InstantSource clock;

  public SourceSurvey(SourceCheck check, InstantSource clock) {
    this.check = check;
    this.clock = clock;
  }

  /** What Bitbucket says of one source. */
  sealed interface Finding {
    /** There is nothing against it that Bitbucket knows of. */
    record Taken(List<TargetWarning> warnings) implements Finding {}

    /** There is no such branch. */
    record Missing(ProblemCode code) implements Finding {}
  }

  /**
   * What was found of each branch.
   *
   * @param otherwise of those that were not asked about
   */
  record Findings(Map<Branch, Finding> branches, Finding otherwise) {
    Finding of(Source source) {
      return branches.getOrDefault(Branch.of(source), otherwise);
    }
  }

  /** What is asked for; folders of one branch are one question. */
  record Branch(String namespace, String repository, String name) {
    static Branch of(Source source) {
      return new Branch(source.namespace(), source.repository(), source.branch());
    }
  }

  /** Waits for answers, so never in a transaction. */
  Findings of(Caller caller, Integration integration, List<Source> sources) {
    Map<Branch, Finding> branches = new HashMap<>();
    if (check.equals(SourceCheck.OFF)) {
      return new Findings(branches, NOTHING_TO_SAY);
    }
    Instant end = clock.instant().plus(LONGEST);
    for (Source source : sources) {
      Branch branch = Branch.of(source);
      if (!branches.containsKey(branch)
          && branches.size() < MOST_BRANCHES
          && clock.instant().isBefore(end)) {
        branches.put(branch, look(caller, integration, source));
      }
    }
    return new Findings(branches, NOT_CHECKED);
  }

  private Finding look(Caller caller, Integration integration, Source source) {
    try {
      return new Finding.Taken(check.of(caller, integration, source));
    } catch (Refused refused) {
      return new Finding.Missing(refused.code());
    }
  }
}
