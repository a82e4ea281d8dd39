package dev.uplink.ingress.controlplane.delivery;

import dev.uplink.ingress.controlplane.Provider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as deliveries and outcomes. */
final class DeliveryRows {
  private DeliveryRows() {}

  static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(subject(row), arrival(row), verdict(row), deadEnd(row));
  }

  static Outcome outcome(ResultSet row) throws SQLException {
    return new Outcome(
        row.getString("target_id"),
        row.getString("target_slug"),
        row.getString("target_kind"),
        row.getString("outcome"),
        row.getString("reason"),
        row.getString("run_id"),
        row.getString("run_type"),
        row.getString("commit_sha"),
        row.getString("ref_type"),
        row.getString("ref_name"),
        row.getObject("pull_request_id", Long.class),
        row.getBoolean("changed_files_known"),
        row.getString("detail"));
  }

  private static Subject subject(ResultSet row) throws SQLException {
    return new Subject(
        row.getString("id"),
        row.getString("account_id"),
        time(row, "at"),
        Provider.valueOf(row.getString("provider")),
        row.getString("repository_key"),
        row.getString("integration_id"),
        row.getString("event_key"),
        row.getString("replay_of"));
  }

  private static @Nullable Arrival arrival(ResultSet row) throws SQLException {
    if (row.getObject("received_at") == null) {
      return null;
    }
    return new Arrival(
        time(row, "received_at"),
        row.getString("request_id"),
        row.getString("hook_id"),
        row.getObject("attempt", Integer.class),
        row.getString("user_agent"),
        row.getString("secret_id"),
        row.getInt("body_bytes"),
        row.getInt("webhook_partition"),
        row.getLong("webhook_offset"));
  }

  private static @Nullable Verdict verdict(ResultSet row) throws SQLException {
    if (row.getObject("decided_at") == null) {
      return null;
    }
    return new Verdict(
        time(row, "decided_at"),
        row.getString("integration_slug"),
        row.getString("space_id"),
        row.getString("namespace"),
        row.getString("repository"),
        row.getString("commit_sha"),
        row.getString("branch"),
        row.getObject("pull_request_id", Long.class),
        row.getString("ignored_reason"),
        row.getString("detail"),
        List.of((String[]) row.getArray("lookup_ids").getArray()),
        List.of((String[]) row.getArray("commit_shas").getArray()),
        new OutcomeCounts(
            row.getInt("started"),
            row.getInt("stopped"),
            row.getInt("deduplicated"),
            row.getInt("ignored"),
            row.getInt("rejected")));
  }

  private static @Nullable DeadEnd deadEnd(ResultSet row) throws SQLException {
    return row.getObject("dead_letter_at") == null
        ? null
        : new DeadEnd(
            time(row, "dead_letter_at"),
            row.getString("dead_letter_stage"),
            row.getString("dead_letter_reason"),
            row.getString("dead_letter_message"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
