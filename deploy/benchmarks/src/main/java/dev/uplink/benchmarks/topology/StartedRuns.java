package dev.uplink.benchmarks.topology;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.Map;

/** Decisions that started tracked runs of a commit, as the processor would have written them. */
public final class StartedRuns {
  private static final String NAMESPACE = "acme";

  private StartedRuns() {}

  /** The record's key. */
  public static String key(String account, Provider provider, String repository) {
    String product =
        provider == Provider.BITBUCKET_CLOUD ? "bitbucket-cloud" : "bitbucket-datacenter";
    return "%s/%s/%s/%s".formatted(account, product, NAMESPACE, repository);
  }

  public static RunId run(String key, String target, String commit) {
    return RunId.of(
        RepositoryKey.parse(key), commit, target, RunType.TRACKED, new CommitSha(commit));
  }

  /**
   * @param runs by the stack that each is of
   */
  public static Decision decision(
      String account,
      String integration,
      Provider provider,
      String repository,
      String commit,
      Map<String, RunId> runs) {
    return Decision.newBuilder()
        .setDeliveryId(commit)
        .setAccountId(account)
        .setIntegrationId(integration)
        .setIntegrationSlug(integration)
        .setSpaceId("root")
        .setVcsChecks(VcsChecks.AGGREGATED)
        .setProvider(provider)
        .setNamespace(NAMESPACE)
        .setRepository(repository)
        .setEventKey("repo:push")
        .setCommitSha(commit)
        .setBranch("main")
        .setDecidedAt(Instant.now())
        .setOutcomes(
            runs.entrySet().stream()
                .map(run -> started(run.getValue(), run.getKey(), commit))
                .toList())
        .build();
  }

  private static DecisionOutcome started(RunId run, String target, String commit) {
    return DecisionOutcome.newBuilder()
        .setTargetId(target)
        .setTargetSlug(target)
        .setTargetKind(TargetKind.STACK)
        .setOutcome(OutcomeType.STARTED)
        .setRunId(run.value())
        .setRunType(RunType.TRACKED)
        .setCommitSha(commit)
        .setRefType(RefType.BRANCH)
        .setRefName("main")
        .setChangedFilesKnown(true)
        .build();
  }
}
