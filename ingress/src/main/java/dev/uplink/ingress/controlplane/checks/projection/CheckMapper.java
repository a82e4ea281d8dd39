package dev.uplink.ingress.controlplane.checks.projection;

import static dev.uplink.ingress.controlplane.delivery.projection.Words.optional;
import static dev.uplink.ingress.controlplane.delivery.projection.Words.text;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.delivery.projection.Words;
import dev.uplink.ingress.controlplane.targets.TargetKind;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.RepositoryKey;
import org.jspecify.annotations.Nullable;

/**
 * Records as what they tell of checks. Throws {@link IllegalArgumentException} for one that no
 * writer of ours sends, or a newer one in words that this version does not have.
 */
final class CheckMapper {
  private CheckMapper() {}

  static CheckNews told(String key, CommitCheck check) {
    return new CheckNews.Told(key, commit(check), target(check), run(check));
  }

  private static CheckNews.Commit commit(CommitCheck check) {
    Provider provider = Provider.valueOf(check.getProvider().name());
    RepositoryKey repository =
        new RepositoryKey(
            new AccountId(check.getAccountId()),
            provider.product(),
            text(check.getNamespace(), Words.SHORT),
            text(check.getRepository(), Words.SHORT));
    return new CheckNews.Commit(
        check.getPageId(),
        check.getAccountId(),
        check.getIntegrationId(),
        provider,
        text(check.getNamespace(), Words.SHORT),
        text(check.getRepository(), Words.SHORT),
        repository.toString(),
        check.getCommitSha(),
        optional(check.getRefName(), Words.REF_NAME));
  }

  private static CheckNews.Target target(CommitCheck check) {
    return new CheckNews.Target(
        check.getTargetId(),
        text(check.getTargetSlug(), Words.SHORT),
        TargetKind.valueOf(check.getTargetKind().name()));
  }

  private static CheckNews.Run run(CommitCheck check) {
    return new CheckNews.Run(
        check.getRunType().name(),
        group(check.getRunType()),
        text(check.getRunId(), Words.SHORT),
        text(check.getRunState(), Words.SHORT),
        state(check.getState()),
        text(check.getText(), Words.LONG),
        link(check.getUrl()),
        delta(check.getDelta()),
        check.getRevision(),
        check.getChangedAt());
  }

  private static CheckGroup group(RunType type) {
    return switch (type) {
      case TRACKED -> CheckGroup.TRACKED;
      case PROPOSED -> CheckGroup.PROPOSED;
      case MODULE_TRACKED, MODULE_PROPOSED -> CheckGroup.MODULES;
      case UNKNOWN -> throw new IllegalArgumentException("a run type without a group");
    };
  }

  private static CheckState state(CommitStatusState state) {
    return switch (state) {
      case FAILED -> CheckState.FAILED;
      case INPROGRESS -> CheckState.INPROGRESS;
      case STOPPED -> CheckState.STOPPED;
      case SUCCESSFUL -> CheckState.SUCCESSFUL;
      case UNKNOWN -> throw new IllegalArgumentException("a state without a meaning");
    };
  }

  /** Schedulers say where a run's page is; what is no web address must not become a link. */
  private static @Nullable String link(@Nullable String url) {
    return url != null
            && url.length() <= Words.LONG
            && url.matches("(?i)https?://[^\\s\\p{Cntrl}]+")
        ? url
        : null;
  }

  private static CheckNews.@Nullable Delta delta(@Nullable RunDelta delta) {
    return delta == null
        ? null
        : new CheckNews.Delta(delta.getAdded(), delta.getChanged(), delta.getDeleted());
  }
}
