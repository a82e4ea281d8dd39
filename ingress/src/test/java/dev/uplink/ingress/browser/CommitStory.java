package dev.uplink.ingress.browser;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.checks.projection.CheckNews;
import dev.uplink.ingress.controlplane.checks.projection.JdbcCheckWriter;
import dev.uplink.ingress.controlplane.delivery.projection.DeliveriesPool;
import dev.uplink.ingress.controlplane.delivery.projection.SkippedNews;
import dev.uplink.ingress.controlplane.targets.TargetKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A commit with a page of its own, and what becomes of its runs, written as in production. */
final class CommitStory {
  private static final String SHA = "3f2a91c4".repeat(5);

  private final String pageId = UUID.randomUUID().toString().replace("-", "");
  private final AtomicLong revisions = new AtomicLong();
  private final String repository;
  private final String branch;
  private final JdbcCheckWriter writer =
      new JdbcCheckWriter(
          RunningIngress.instance().bean(DeliveriesPool.class).dataSource(),
          new SkippedNews(new SimpleMeterRegistry()));

  CommitStory() {
    this("infrastructure", "feature/subnets");
  }

  CommitStory(String repository, String branch) {
    this.repository = repository;
    this.branch = branch;
  }

  String url() {
    return RunningIngress.instance().apiUrl() + "/checks/" + pageId;
  }

  CommitStory succeeded(CheckGroup group, String slug, long added, long changed, long deleted) {
    boolean none = added + changed + deleted == 0;
    return tell(
        group,
        slug,
        "FINISHED",
        CheckState.SUCCESSFUL,
        none
            ? "Plan contains no changes"
            : "%d to add, %d to change, %d to destroy".formatted(added, changed, deleted),
        new CheckNews.Delta(added, changed, deleted));
  }

  CommitStory failed(CheckGroup group, String slug, String text) {
    return tell(group, slug, "FAILED", CheckState.FAILED, text, null);
  }

  CommitStory planning(CheckGroup group, String slug) {
    return tell(group, slug, "PLANNING", CheckState.INPROGRESS, "Planning", null);
  }

  CommitStory canceled(CheckGroup group, String slug) {
    return tell(group, slug, "CANCELED", CheckState.STOPPED, "Canceled", null);
  }

  private CommitStory tell(
      CheckGroup group,
      String slug,
      String runState,
      CheckState state,
      String text,
      CheckNews.@Nullable Delta delta) {
    long revision = revisions.incrementAndGet();
    CheckNews.Told told =
        new CheckNews.Told(
            pageId + slug + group,
            new CheckNews.Commit(
                pageId,
                "acme",
                "an-integration",
                Provider.BITBUCKET_CLOUD,
                "acme",
                repository,
                "acme/bitbucket-cloud/acme/" + pageId,
                SHA,
                branch),
            new CheckNews.Target(
                "t" + Integer.toHexString(slug.hashCode()), slug, TargetKind.STACK),
            new CheckNews.Run(
                group == CheckGroup.MODULES ? "MODULE_PROPOSED" : group.name(),
                group,
                "a.run",
                runState,
                state,
                text,
                "https://runs.example/stack/" + revision,
                delta,
                revision,
                Instant.parse("2026-11-22T01:44:05Z").plusSeconds(revision)));
    writer.write(List.of(told));
    return this;
  }
}
