package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.trace.Lineage;
import java.time.Instant;

/** Statuses to deliver, told in a line each. */
final class Statuses {
  static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  private Statuses() {}

  static Attempt attempt(int number, Instant firstAt) {
    return new Attempt(desired("a", "k", 1), number, firstAt, Priority.REST, firstAt, 0);
  }

  /** In progress; the first of its key at offset 1. */
  static Desired desired(String integration, String key, long offset) {
    return desired(integration, key, offset, CheckState.IN_PROGRESS);
  }

  static Desired desired(String integration, String key, long offset, CheckState state) {
    CommitPlace place =
        new CommitPlace(
            new AccountId("acme"),
            integration,
            BitbucketProduct.CLOUD,
            "team",
            "live",
            new CommitSha("d4".repeat(20)));
    Appearance shown = new Appearance(key + ": text", state, "text", "https://x.example", null);
    SourceRecord source = new SourceRecord("statuses", 0, offset, AT, null, new byte[0]);
    return new Desired(
        new BuildStatus(place, null, key, shown, null, offset, AT), source, Lineage.NONE);
  }
}
