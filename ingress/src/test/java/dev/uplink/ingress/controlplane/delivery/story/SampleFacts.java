package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.delivery.Arrival;
import dev.uplink.ingress.controlplane.delivery.DeadEnd;
import dev.uplink.ingress.controlplane.delivery.Delivery;
import dev.uplink.ingress.controlplane.delivery.Outcome;
import dev.uplink.ingress.controlplane.delivery.OutcomeCounts;
import dev.uplink.ingress.controlplane.delivery.Subject;
import dev.uplink.ingress.controlplane.delivery.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A push that was received, and whatever else a test says is known of it. */
final class SampleFacts {
  static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private VerifyingSecret secret = new VerifyingSecret(AT.minusSeconds(60), null);
  private @Nullable Verdict verdict;
  private @Nullable DeadEnd end;
  private List<Outcome> outcomes = List.of();
  private List<Lookup> lookups = List.of();
  private List<Attached> bystanders = List.of();
  private List<Command> commands = List.of();
  private List<RunWord> runs = List.of();
  private List<ShownStatus> statuses = List.of();
  private Set<String> hidden = Set.of();

  static Outcome outcome(String outcome, @Nullable String reason, @Nullable String runId) {
    return new Outcome(
        "t1", "network", "STACK", outcome, reason, runId, "TRACKED", COMMIT, "BRANCH", "main", null,
        true, null);
  }

  SampleFacts verifiedBy(VerifyingSecret it) {
    secret = it;
    return this;
  }

  SampleFacts decided(Outcome... these) {
    verdict = verdict(null, null, List.of());
    outcomes = List.of(these);
    return this;
  }

  /** A decision that rests on lookups, of which not all need be known. */
  SampleFacts decidedBy(List<String> lookupIds, Outcome... these) {
    verdict = verdict(null, null, lookupIds);
    outcomes = List.of(these);
    return this;
  }

  SampleFacts ignored(String reason, String detail) {
    verdict = verdict(reason, detail, List.of());
    return this;
  }

  SampleFacts givenUp(DeadEnd it) {
    end = it;
    return this;
  }

  SampleFacts lookups(Lookup... these) {
    lookups = List.of(these);
    return this;
  }

  SampleFacts bystanders(List<Attached> these) {
    bystanders = these;
    return this;
  }

  SampleFacts commands(Command... these) {
    commands = List.of(these);
    return this;
  }

  SampleFacts runs(RunWord... these) {
    runs = List.of(these);
    return this;
  }

  SampleFacts statuses(ShownStatus... these) {
    statuses = List.of(these);
    return this;
  }

  /** Targets that the caller may not see. */
  SampleFacts hidden(String... targetIds) {
    hidden = Set.of(targetIds);
    return this;
  }

  /** Each step's kind and words. */
  List<String> told() {
    return story().stream().map(step -> step.kind() + " " + step.text()).toList();
  }

  List<Step> story() {
    Subject subject =
        new Subject(
            "d1",
            "acme",
            AT,
            Provider.BITBUCKET_CLOUD,
            "acme/bitbucket-cloud/a/b",
            "int",
            "repo:push",
            null);
    Arrival arrival = new Arrival(AT, "request-1", null, 1, null, "secret-1", 17, 0, 42);
    return Storyteller.tell(
        new Facts(
            new Delivery(subject, arrival, verdict, end),
            outcomes,
            new Facts.Named("acme", "Acme"),
            "root / platform",
            secret,
            lookups,
            bystanders,
            commands,
            runs,
            statuses,
            hidden));
  }

  private static Verdict verdict(
      @Nullable String reason, @Nullable String detail, List<String> lookupIds) {
    return new Verdict(
        AT,
        "acme",
        "platform",
        "a",
        "b",
        COMMIT,
        "main",
        null,
        reason,
        detail,
        lookupIds,
        List.of(COMMIT),
        new OutcomeCounts(0, 0, 0, 0, 0));
  }
}
