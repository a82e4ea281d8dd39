package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.ingress.controlplane.delivery.DeadEnd;
import dev.uplink.ingress.controlplane.delivery.Outcome;
import dev.uplink.ingress.controlplane.delivery.Verdict;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.OutcomeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a story of facts: the same of the same, and no more than fits an answer. */
final class Storyteller {
  /** A decision has up to 5,000 outcomes, and each of those may have a run and a status. */
  static final int MOST_STEPS = 1_000;

  /** Digits of a commit that people tell it by. */
  private static final int BRIEF = 12;

  private Storyteller() {}

  static List<Step> tell(Facts facts) {
    List<Step> told = new ArrayList<>();
    told.add(ArrivalSteps.received(facts));
    told.add(ArrivalSteps.resolved(facts));
    @Nullable Verdict verdict = facts.delivery().verdict();
    @Nullable DeadEnd deadEnd = facts.delivery().deadEnd();
    if (verdict != null) {
      decided(facts, verdict, told);
      told.addAll(whatFollowed(facts, told.getLast().at()));
    } else if (deadEnd == null) {
      undecided(facts, told);
    }
    if (deadEnd != null) {
      told.add(deadLettered(deadEnd));
    }
    return bounded(told, facts);
  }

  /** A commit as people read it. */
  static String brief(String sha) {
    return sha.length() <= BRIEF ? sha : sha.substring(0, BRIEF);
  }

  private static void undecided(Facts facts, List<Step> told) {
    Instant at = facts.delivery().subject().at();
    facts.lookups().forEach(lookup -> told.add(LookupSteps.asked(lookup, at)));
    told.add(ArrivalSteps.undecided(facts.delivery(), !facts.lookups().isEmpty()));
  }

  /** The event's time is a decision's; but it cannot have been before the answers it rests on. */
  private static void decided(Facts facts, Verdict verdict, List<Step> told) {
    Map<String, Lookup> lookups =
        facts.lookups().stream().collect(Collectors.toMap(Lookup::id, Function.identity()));
    List<Step> asked =
        verdict.lookupIds().stream()
            .distinct()
            .map(
                id -> {
                  @Nullable Lookup lookup = lookups.get(id);
                  return lookup == null
                      ? LookupSteps.unread(id, verdict.decidedAt())
                      : LookupSteps.asked(lookup, verdict.decidedAt());
                })
            .sorted(Comparator.comparing(Step::at))
            .toList();
    told.addAll(asked);
    Instant at =
        asked.isEmpty() || asked.getLast().at().isBefore(verdict.decidedAt())
            ? verdict.decidedAt()
            : asked.getLast().at();
    if (facts.outcomes().isEmpty() || verdict.ignoredReason() != null) {
      told.add(OutcomeSteps.ignored(verdict, at));
    }
    facts.outcomes().forEach(outcome -> told.add(OutcomeSteps.decided(outcome, at)));
    told.addAll(BystanderSteps.of(facts, at));
  }

  /**
   * What came after the decision, in the order of time as far as the clocks of those who tell it
   * agree.
   */
  private static List<Step> whatFollowed(Facts facts, Instant decidedAt) {
    String deliveryId = facts.delivery().subject().id();
    return Stream.of(
            facts.commands().stream().map(command -> RunSteps.commanded(command, deliveryId)),
            runs(facts, decidedAt),
            facts.statuses().stream().flatMap(StatusSteps::of))
        .flatMap(steps -> steps)
        .sorted(Comparator.comparing(Step::at))
        .toList();
  }

  private static Stream<Step> runs(Facts facts, Instant decidedAt) {
    Map<String, RunWord> words =
        facts.runs().stream().collect(Collectors.toMap(RunWord::runId, Function.identity()));
    Map<String, Outcome> byRun = new LinkedHashMap<>();
    for (Outcome outcome : facts.outcomes()) {
      @Nullable String run = outcome.runId();
      if (run != null) {
        byRun.putIfAbsent(run, outcome);
      }
    }
    return byRun.entrySet().stream()
        .flatMap(
            run -> {
              @Nullable RunWord word = words.get(run.getKey());
              if (word != null) {
                return Stream.of(RunSteps.updated(word, run.getValue()));
              }
              // Of one that was there before, others' stories tell.
              return run.getValue().outcome().equals(OutcomeType.STARTED.name())
                  ? Stream.of(RunSteps.silent(run.getValue(), decidedAt))
                  : Stream.of();
            });
  }

  private static Step deadLettered(DeadEnd end) {
    DeadLetterReason reason = Symbols.of(DeadLetterReason.class, end.reason());
    return Step.at(
            end.at(),
            StepKind.DEAD_LETTERED,
            "It was given up at %s: %s (%s)."
                .formatted(end.stage(), Reasons.of(reason), end.message()))
        .reason(end.reason())
        .detail(end.message())
        .build();
  }

  private static List<Step> bounded(List<Step> all, Facts facts) {
    List<Step> seen = all.stream().filter(step -> !isHidden(step, facts.hiddenTargets())).toList();
    List<Step> shown = new ArrayList<>(seen.stream().limit(MOST_STEPS).toList());
    Instant at = shown.getLast().at();
    if (seen.size() < all.size()) {
      shown.add(
          missing(
              at,
              StepKind.HIDDEN,
              all.size() - seen.size(),
              "about stacks and modules that you may not see"));
    }
    if (seen.size() > MOST_STEPS) {
      shown.add(missing(at, StepKind.LEFT_OUT, seen.size() - MOST_STEPS, "more"));
    }
    return List.copyOf(shown);
  }

  /** A status of a single target has its slug in its key, cut or not: which one is hard to tell. */
  private static boolean isHidden(Step step, Set<String> targets) {
    @Nullable String target = step.targetId();
    @Nullable String status = step.statusKey();
    return (target != null && targets.contains(target))
        || (status != null && !targets.isEmpty() && !ShownStatus.isOfGroup(status));
  }

  private static Step missing(Instant at, StepKind kind, int count, String which) {
    return Step.at(
            at,
            kind,
            "%s %s %s left out."
                .formatted(
                    count, count == 1 ? "step" : "steps", which + (count == 1 ? " is" : " are")))
        .count(count)
        .build();
  }
}
