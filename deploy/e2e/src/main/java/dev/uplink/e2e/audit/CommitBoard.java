package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.VcsChecks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * What one integration should show at one commit: told of every started run in the order of the
 * decisions, asked at the end.
 */
final class CommitBoard {
  /** What should be shown under a key; the name only where the contract fixes it. */
  record Expected(CommitStatusState state, String nameOrEmpty, Set<String> runs) {}

  /** In place of the id of a run that was never started. */
  private static final String REFUSED = "refused";

  private record Slot(String targetId, RunType type) {}

  private final VcsChecks mode;
  private final StatusKeys keys;
  private final Map<Slot, String> latest = new LinkedHashMap<>();
  private final Map<String, String> individual = new HashMap<>();
  private final Set<String> known = new HashSet<>();

  /** The mode is the first decision's; what it becomes later is for other commits. */
  CommitBoard(Decision first, boolean claimed) {
    this.mode = first.getVcsChecks();
    String slug = Objects.requireNonNullElse(first.getIntegrationSlug(), first.getIntegrationId());
    this.keys = new StatusKeys(first.getProvider(), claimed ? "" : "@" + slug);
  }

  void started(DecisionOutcome outcome) {
    String run = Objects.requireNonNull(outcome.getRunId());
    if (known.add(run)) {
      shows(outcome, run);
    }
  }

  /** A run that the account's limit did not allow: it failed, unless one was started before. */
  void refused(DecisionOutcome outcome) {
    if (!latest.containsKey(slot(outcome))) {
      shows(outcome, REFUSED);
    }
  }

  private void shows(DecisionOutcome outcome, String run) {
    latest.put(slot(outcome), run);
    String key =
        keys.ofTarget(outcome.getTargetKind(), outcome.getTargetSlug(), outcome.getTargetId());
    individual.put(key, run);
  }

  private static Slot slot(DecisionOutcome outcome) {
    return new Slot(outcome.getTargetId(), Objects.requireNonNull(outcome.getRunType()));
  }

  /** By status key, with the runs' verdicts as the updates have them. */
  Map<String, Expected> expected(Function<String, Verdict> reported) {
    Function<String, Verdict> verdicts =
        run -> run.equals(REFUSED) ? Verdict.FAILED : reported.apply(run);
    Map<String, Expected> expected = new HashMap<>();
    if (mode != VcsChecks.AGGREGATED) {
      individual.forEach(
          (key, run) ->
              expected.put(key, new Expected(verdicts.apply(run).status(), "", Set.of(run))));
    }
    if (mode == VcsChecks.AGGREGATED || mode == VcsChecks.ALL) {
      for (String group : List.of("tracked", "proposed", "modules")) {
        expected.put(keys.ofGroup(group), ofGroup(group, verdicts));
      }
    }
    return expected;
  }

  private Expected ofGroup(String group, Function<String, Verdict> verdicts) {
    List<Verdict> all = new ArrayList<>();
    Set<String> runs = new HashSet<>();
    latest.forEach(
        (slot, run) -> {
          if (group(slot.type()).equals(group)) {
            all.add(verdicts.apply(run));
            runs.add(run);
          }
        });
    return new Expected(Verdict.together(all).status(), ": " + Verdict.summary(all), runs);
  }

  private static String group(RunType type) {
    return switch (type) {
      case TRACKED -> "tracked";
      case PROPOSED -> "proposed";
      case MODULE_TRACKED, MODULE_PROPOSED -> "modules";
      case UNKNOWN -> "";
    };
  }
}
