package dev.uplink.ingress.controlplane.checks.projection;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.targets.TargetKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one record tells of a check. Told again, it changes nothing. */
public sealed interface CheckNews {
  /** The record's key: what is told under one key is told of one check, in order. */
  String key();

  /** How it is now, if no higher revision was told before. */
  record Told(String key, Commit commit, Target target, Run run) implements CheckNews {}

  /** Its commit was forgotten. */
  record Forgotten(String key) implements CheckNews {}

  /**
   * Whose check it is.
   *
   * @param refName short name of the branch it was pushed to
   */
  record Commit(
      String pageId,
      String accountId,
      String integrationId,
      Provider provider,
      String namespace,
      String repository,
      String repositoryKey,
      String sha,
      @Nullable String refName) {}

  record Target(String id, String slug, TargetKind kind) {}

  /**
   * The run that counts.
   *
   * @param type in the record's word
   * @param url http or https
   */
  record Run(
      String type,
      CheckGroup group,
      String id,
      String runState,
      CheckState state,
      String text,
      @Nullable String url,
      @Nullable Delta delta,
      long revision,
      Instant changedAt) {}

  /** What a run would change, in numbers of resources. */
  record Delta(long added, long changed, long deleted) {}
}
