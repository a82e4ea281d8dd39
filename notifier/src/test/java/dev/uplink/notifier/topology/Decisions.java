package dev.uplink.notifier.topology;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions as the processor writes them, told in a line each. */
public final class Decisions {
  public static final String COMMIT = "a1".repeat(20);
  static final String OTHER_COMMIT = "b2".repeat(20);
  public static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  private static final long PULL_REQUEST = 7;

  private final String integration;
  private final Provider provider;
  private final VcsChecks mode;
  private final List<DecisionOutcome> outcomes = new ArrayList<>();
  private String delivery = "delivery-1";
  private String event = "repo:push";
  private String commit = COMMIT;
  private String ref = "feature/x";
  private @Nullable String detail;

  private Decisions(String integration, Provider provider, VcsChecks mode) {
    this.integration = integration;
    this.provider = provider;
    this.mode = mode;
  }

  public static Decisions cloud(VcsChecks mode) {
    return new Decisions("int-a", Provider.BITBUCKET_CLOUD, mode);
  }

  static Decisions cloud(String integration, VcsChecks mode) {
    return new Decisions(integration, Provider.BITBUCKET_CLOUD, mode);
  }

  static Decisions dataCenter(VcsChecks mode) {
    return new Decisions("int-dc", Provider.BITBUCKET_DATACENTER, mode);
  }

  Decisions delivery(String id) {
    delivery = id;
    return this;
  }

  Decisions event(String key) {
    event = key;
    return this;
  }

  /** For the outcomes that follow. */
  Decisions on(String branch, String sha) {
    ref = branch;
    commit = sha;
    return this;
  }

  public Decisions started(String slug, RunType type) {
    return outcome(slug, type, OutcomeType.STARTED);
  }

  /** One that a tag started, which {@link #on} names. */
  Decisions tagged(String slug, RunType type) {
    started(slug, type);
    DecisionOutcome last = outcomes.removeLast();
    outcomes.add(DecisionOutcome.newBuilder(last).setRefType(RefType.TAG).build());
    return this;
  }

  Decisions ignored(String slug, RunType type) {
    return outcome(slug, type, OutcomeType.IGNORED);
  }

  /** One whose files the pull request does not change. */
  Decisions unaffected(String slug) {
    unaffectedByPush(slug);
    outcomes.add(
        DecisionOutcome.newBuilder(outcomes.removeLast()).setPullRequestId(PULL_REQUEST).build());
    return this;
  }

  /** The same, of a push whose branch's pull request is not looked at. */
  Decisions unaffectedByPush(String slug) {
    return at(slug, OutcomeType.IGNORED, OutcomeReason.NO_FILES_AFFECTED, RefType.BRANCH);
  }

  /** One of a target for which there was nothing to run at the commit. */
  Decisions at(String slug, OutcomeType outcome, OutcomeReason reason, RefType type) {
    without(slug, outcome, reason);
    DecisionOutcome last = outcomes.removeLast();
    outcomes.add(
        DecisionOutcome.newBuilder(last)
            .setCommitSha(commit)
            .setRefType(type)
            .setRefName(ref)
            .build());
    return this;
  }

  Decisions overLimit(String slug, RunType type) {
    return outcome(slug, type, OutcomeType.REJECTED);
  }

  /** Of a push or pull request of whose commit there is a run already. */
  Decisions sameRun(String slug, RunType type) {
    return outcome(slug, type, OutcomeType.DEDUPLICATED);
  }

  /** What was said last comes from pull request 7 of the repository itself. */
  Decisions ofPullRequest() {
    outcomes.add(
        DecisionOutcome.newBuilder(outcomes.removeLast()).setPullRequestId(PULL_REQUEST).build());
    return this;
  }

  /** What was said last comes from pull request 7 of a fork. */
  Decisions ofFork(String namespace, String repository) {
    return ofFork(namespace, repository, PULL_REQUEST);
  }

  Decisions ofFork(String namespace, String repository, @Nullable Long pullRequest) {
    outcomes.add(
        DecisionOutcome.newBuilder(outcomes.removeLast())
            .setForkNamespace(namespace)
            .setForkRepository(repository)
            .setPullRequestId(pullRequest)
            .build());
    return this;
  }

  /** The detail of outcomes over the limit that follow. */
  Decisions because(String words) {
    detail = words;
    return this;
  }

  /** As the processor lists a run that this event made superfluous. */
  Decisions superseded(String slug, String run) {
    outcomes.add(
        DecisionOutcome.newBuilder()
            .setTargetId(targetId(slug, false))
            .setTargetSlug(slug)
            .setTargetKind(TargetKind.STACK)
            .setOutcome(OutcomeType.STOPPED)
            .setReason(OutcomeReason.SUPERSEDED)
            .setRunId(run)
            .setRunType(RunType.PROPOSED)
            .setChangedFilesKnown(false)
            .build());
    return this;
  }

  /** One of a target for which there was nothing to run. */
  Decisions without(String slug, OutcomeType outcome, OutcomeReason reason) {
    outcomes.add(
        DecisionOutcome.newBuilder()
            .setTargetId(targetId(slug, false))
            .setTargetSlug(slug)
            .setTargetKind(TargetKind.STACK)
            .setOutcome(outcome)
            .setReason(reason)
            .setChangedFilesKnown(false)
            .build());
    return this;
  }

  private Decisions outcome(String slug, RunType type, OutcomeType outcome) {
    boolean module = type == RunType.MODULE_TRACKED || type == RunType.MODULE_PROPOSED;
    outcomes.add(
        DecisionOutcome.newBuilder()
            .setTargetId(targetId(slug, module))
            .setTargetSlug(slug)
            .setTargetKind(module ? TargetKind.MODULE : TargetKind.STACK)
            .setOutcome(outcome)
            .setReason(outcome == OutcomeType.REJECTED ? OutcomeReason.RUN_LIMIT_EXCEEDED : null)
            .setDetail(outcome == OutcomeType.REJECTED ? detail : null)
            .setRunId(outcome == OutcomeType.STARTED ? run(slug, type) : null)
            .setRunType(type)
            .setCommitSha(commit)
            .setRefType(RefType.BRANCH)
            .setRefName(ref)
            .setChangedFilesKnown(true)
            .build());
    return this;
  }

  private static String targetId(String slug, boolean module) {
    return (module ? "module-" : "stack-") + slug;
  }

  /** The id of a run of this decision. */
  public String run(String slug, RunType type) {
    boolean module = type == RunType.MODULE_TRACKED || type == RunType.MODULE_PROPOSED;
    return RunId.of(key(), delivery, targetId(slug, module), type, new CommitSha(commit)).value();
  }

  public RepositoryKey key() {
    return new RepositoryKey(
        new AccountId("acme"), BitbucketProduct.of(provider), "Infra", "Live-Config");
  }

  public Decision build() {
    return Decision.newBuilder()
        .setDeliveryId(delivery)
        .setAccountId("acme")
        .setIntegrationId(integration)
        .setIntegrationSlug("slug-of-" + integration)
        .setSpaceId("root")
        .setVcsChecks(mode)
        .setProvider(provider)
        .setNamespace("Infra")
        .setRepository("Live-Config")
        .setEventKey(event)
        .setDecidedAt(AT)
        .setOutcomes(outcomes)
        .build();
  }
}
