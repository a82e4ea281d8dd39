package dev.uplink.notifier.topology;

import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.VcsChecks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Bitbucket should show at last, said a second time and as simply as it can be: everything is
 * known from the start, nothing is counted up or down, and nothing of the code under test is used.
 */
final class ExpectedStatuses {
  /** A state, what it means, and what people read; those further down win over those before. */
  record State(String name, String check, String text) {}

  static final List<State> STATES =
      List.of(
          new State("QUEUED", "INPROGRESS", "queued"),
          new State("PLANNING", "INPROGRESS", "planning"),
          new State("UNCONFIRMED", "INPROGRESS", "needs confirmation"),
          new State("FINISHED", "SUCCESSFUL", "Plan contains no changes"),
          new State("STOPPED", "STOPPED", "stopped"),
          new State("CANCELED", "STOPPED", "canceled"),
          new State("SKIPPED", "STOPPED", "skipped"),
          new State("FAILED", "FAILED", "Job has failed"),
          new State("DISCARDED", "FAILED", "Discarded"));

  record Outcome(String slug, RunType type) {
    boolean isModule() {
      return type == RunType.MODULE_TRACKED || type == RunType.MODULE_PROPOSED;
    }

    String target() {
      return (isModule() ? "module/" : "stack/") + slug;
    }
  }

  /** In the order of its topic. */
  record Decided(
      int number, String integration, VcsChecks mode, String commit, List<Outcome> started) {}

  record Said(int decision, Outcome outcome, int version, State state) {}

  /** Told to stop. */
  record Stopped(int decision, Outcome outcome) {}

  private static final State TOLD_TO_STOP =
      new State("", "STOPPED", "Superseded: nothing points to its commit any more");

  private final Map<String, String> shown = new TreeMap<>();
  private final Map<String, String> claims = new HashMap<>();

  /** Who claimed a commit after it had shown there, under its own keys, that it has no runs. */
  private final Map<String, String> claimedLate = new HashMap<>();

  private final List<Said> said;
  private final List<Stopped> stopped;
  private final boolean silent;

  private ExpectedStatuses(List<Said> said, List<Stopped> stopped, boolean silent) {
    this.said = said;
    this.stopped = stopped;
    this.silent = silent;
  }

  /**
   * @param silent whether nothing has been said for longer than any run may be silent
   */
  static Map<String, String> of(
      List<Decided> decisions, List<Said> said, List<Stopped> stopped, boolean silent) {
    ExpectedStatuses expected = new ExpectedStatuses(said, stopped, silent);
    expected.claim(decisions);
    Map<String, List<Decided>> commits = new LinkedHashMap<>();
    for (Decided decided : decisions) {
      // With nothing to run there are groups, and no target's own status.
      if (!decided.started().isEmpty() || decided.mode() != VcsChecks.INDIVIDUAL) {
        commits.computeIfAbsent(decided.commit(), sha -> new ArrayList<>()).add(decided);
      }
    }
    commits.values().forEach(expected::commit);
    return expected.shown;
  }

  /** Who has the plain keys where: the first, but not for nothing where another may need them. */
  private void claim(List<Decided> decisions) {
    Set<String> there = new HashSet<>();
    for (Decided decided : decisions) {
      String commit = decided.commit();
      String integration = decided.integration();
      boolean idle = decided.started().isEmpty();
      boolean says = !idle || decided.mode() != VcsChecks.INDIVIDUAL;
      if (says && !there.contains(integration + commit)) {
        boolean leaves =
            idle
                && claims.values().stream()
                    .anyMatch(
                        other -> !other.equals(integration) && !there.contains(other + commit));
        if (!leaves) {
          claims.putIfAbsent(commit, integration);
        }
        there.add(integration + commit);
      } else if (!idle && claims.putIfAbsent(commit, integration) == null) {
        claimedLate.put(commit, integration);
      }
    }
  }

  private void commit(List<Decided> decisions) {
    decisions.stream()
        .map(Decided::integration)
        .distinct()
        .forEach(
            integration ->
                board(
                    decisions.stream()
                        .filter(decided -> decided.integration().equals(integration))
                        .toList(),
                    integration.equals(claims.get(decisions.getFirst().commit()))
                        ? ""
                        : "@slug-of-" + integration));
  }

  private void board(List<Decided> decisions, String suffix) {
    Decided first = decisions.getFirst();
    VcsChecks mode = first.mode();
    if (first.integration().equals(claimedLate.get(first.commit()))) {
      for (String word : List.of("tracked", "proposed", "modules")) {
        group(first, word + "@slug-of-" + first.integration(), List.of());
      }
    }
    Map<String, State> latest = new LinkedHashMap<>();
    Map<String, State> ofTarget = new LinkedHashMap<>();
    Map<String, RunType> types = new LinkedHashMap<>();
    for (Decided decided : decisions) {
      decided.started().stream()
          .sorted(Comparator.comparing(Outcome::isModule))
          .forEach(
              outcome -> {
                State state = state(decided, outcome);
                latest.put(outcome.target() + outcome.type(), state);
                types.put(outcome.target() + outcome.type(), outcome.type());
                ofTarget.put(outcome.target(), state);
              });
    }
    if (mode != VcsChecks.AGGREGATED) {
      individual(decisions.getFirst(), ofTarget, suffix);
    }
    if (mode != VcsChecks.INDIVIDUAL) {
      group(decisions.getFirst(), "tracked" + suffix, of(latest, types, RunType.TRACKED));
      group(decisions.getFirst(), "proposed" + suffix, of(latest, types, RunType.PROPOSED));
      group(
          decisions.getFirst(),
          "modules" + suffix,
          of(latest, types, RunType.MODULE_TRACKED, RunType.MODULE_PROPOSED));
    }
  }

  private State state(Decided decided, Outcome outcome) {
    State last = lastSaid(decided, outcome);
    if (!last.check().equals("INPROGRESS")) {
      return last;
    }
    if (stopped.contains(new Stopped(decided.number(), outcome))) {
      return TOLD_TO_STOP;
    }
    return silent
        ? new State(
            "", "STOPPED", "no word from the scheduler for " + patience(outcome.type(), last))
        : last;
  }

  /** As the driver has it. */
  private static String patience(RunType type, State last) {
    return switch (type) {
      case TRACKED -> last.name().equals("UNCONFIRMED") ? "1 day" : "4 hours";
      case PROPOSED -> last.name().equals("UNCONFIRMED") ? "1 day" : "2 hours";
      default -> last.name().equals("UNCONFIRMED") ? "1 day" : "3 hours";
    };
  }

  private State lastSaid(Decided decided, Outcome outcome) {
    return said.stream()
        .filter(word -> word.decision() == decided.number() && word.outcome().equals(outcome))
        .max(
            Comparator.comparingInt(Said::version)
                .thenComparingInt(word -> STATES.indexOf(word.state())))
        .map(Said::state)
        .orElse(STATES.getFirst());
  }

  private static List<State> of(
      Map<String, State> latest, Map<String, RunType> types, RunType... wanted) {
    return latest.entrySet().stream()
        .filter(run -> List.of(wanted).contains(types.get(run.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** In the order in which targets were first started: the first of a slug has the plain key. */
  private void individual(Decided first, Map<String, State> ofTarget, String suffix) {
    List<String> taken = new ArrayList<>(List.of("tracked", "proposed", "modules"));
    ofTarget.forEach(
        (target, state) -> {
          String slug = target.substring(target.indexOf('/') + 1);
          String label = (taken.contains(slug) ? target : slug) + suffix;
          taken.add(slug);
          put(first, label, state.text(), state.check());
        });
  }

  private void group(Decided first, String label, List<State> runs) {
    List<String> counts = new ArrayList<>();
    count(counts, runs, "FAILED", "failed");
    count(counts, runs, "INPROGRESS", "in progress");
    count(counts, runs, "STOPPED", "stopped");
    count(counts, runs, "SUCCESSFUL", "succeeded");
    String check = "SUCCESSFUL";
    for (String stronger : List.of("STOPPED", "INPROGRESS", "FAILED")) {
      check = runs.stream().anyMatch(run -> run.check().equals(stronger)) ? stronger : check;
    }
    put(first, label, counts.isEmpty() ? "0 runs" : String.join(", ", counts), check);
  }

  private static void count(List<String> counts, List<State> runs, String check, String word) {
    long count = runs.stream().filter(run -> run.check().equals(check)).count();
    if (count > 0) {
      counts.add(count + " " + word);
    }
  }

  private void put(Decided first, String label, String text, String check) {
    String key = first.integration() + " " + first.commit() + " spacelift/" + label;
    shown.put(key, "spacelift/%s: %s %s".formatted(label, text, check));
  }
}
