package dev.uplink.ingress.controlplane.checks.page;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.checks.ShownCheck;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows as the database would find them. */
final class Shown {
  static final String SHA = "3f2a91c4".repeat(5);
  static final Instant AT = Instant.parse("2026-11-22T01:44:05.678Z");

  private Shown() {}

  static ShownCheck row(CheckGroup group, CheckState state, long total, long place) {
    return row(group, state, "stack-" + place, total, place);
  }

  static ShownCheck row(CheckGroup group, CheckState state, String slug, long total, long place) {
    return row(slug, group, state, "one line", "https://runs.example/" + place, total, place);
  }

  static ShownCheck row(
      String slug,
      CheckGroup group,
      CheckState state,
      String text,
      @Nullable String url,
      long total,
      long place) {
    return new ShownCheck(
        Provider.BITBUCKET_CLOUD,
        "acme",
        "infrastructure",
        SHA,
        "main",
        group,
        state,
        "target-" + group + state + place,
        slug,
        group == CheckGroup.MODULES ? "MODULE_PROPOSED" : group.name(),
        state == CheckState.INPROGRESS ? "PENDING_REVIEW" : "FINISHED",
        text,
        url,
        2L,
        0L,
        2L,
        AT,
        total,
        place,
        AT,
        null);
  }

  /** The first of many. */
  static List<ShownCheck> rows(CheckGroup group, CheckState state, int count, int total) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> row(group, state, total, n)).toList();
  }

  static ShownCheck at(ShownCheck row, Provider provider, String namespace, @Nullable String host) {
    return new ShownCheck(
        provider,
        namespace,
        row.repository(),
        row.commitSha(),
        row.refName(),
        row.checkGroup(),
        row.state(),
        row.targetId(),
        row.targetSlug(),
        row.runType(),
        row.runState(),
        row.text(),
        row.url(),
        null,
        null,
        null,
        row.changedAt(),
        row.total(),
        row.place(),
        row.lastChange(),
        host);
  }
}
