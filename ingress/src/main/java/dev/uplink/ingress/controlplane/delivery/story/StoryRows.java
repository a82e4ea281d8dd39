package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.RunAction;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as what stories are made of. */
final class StoryRows {
  private StoryRows() {}

  static Lookup lookup(ResultSet row) throws SQLException {
    return new Lookup(
        row.getString("id"),
        Symbols.of(LookupKind.class, row.getString("kind")),
        question(row),
        answer(row));
  }

  private static Lookup.@Nullable Question question(ResultSet row) throws SQLException {
    return row.getObject("requested_at") == null
        ? null
        : new Lookup.Question(
            time(row, "requested_at"),
            row.getString("namespace"),
            row.getString("repository"),
            row.getString("from_sha"),
            row.getString("to_sha"),
            row.getString("branch"),
            row.getObject("pull_request_id", Long.class));
  }

  private static Lookup.@Nullable Answer answer(ResultSet row) throws SQLException {
    return row.getObject("answered_at") == null
        ? null
        : new Lookup.Answer(
            time(row, "answered_at"),
            Symbols.of(LookupOutcome.class, row.getString("outcome")),
            row.getInt("path_count"),
            List.of((String[]) row.getArray("paths").getArray()),
            row.getBoolean("truncated"),
            row.getString("commit_sha"),
            numbers(row.getArray("pull_request_ids")),
            row.getString("failure"));
  }

  static Command command(ResultSet row) throws SQLException {
    return new Command(
        time(row, "at"),
        Symbols.of(RunAction.class, row.getString("action")),
        row.getString("delivery_id"),
        row.getString("run_id"),
        row.getString("target_id"),
        row.getString("target_slug"),
        row.getObject("pull_request_id", Long.class),
        row.getString("reason"));
  }

  static Attached attached(ResultSet row) throws SQLException {
    return new Attached(
        row.getString("id"),
        row.getString("slug"),
        row.getString("space_id"),
        row.getString("integration_id"),
        row.getString("integration_slug"),
        row.getString("integration_space_id"));
  }

  static RunWord run(ResultSet row) throws SQLException {
    return new RunWord(
        row.getString("id"),
        row.getString("state"),
        time(row, "state_at"),
        row.getString("message"),
        row.getInt("updates"));
  }

  static ShownStatus status(ResultSet row) throws SQLException {
    return new ShownStatus(
        row.getString("commit_sha"), row.getString("status_key"), wanted(row), told(row));
  }

  private static ShownStatus.@Nullable Wanted wanted(ResultSet row) throws SQLException {
    return row.getObject("wanted_at") == null
        ? null
        : new ShownStatus.Wanted(
            time(row, "wanted_at"), row.getString("wanted_state"), row.getString("wanted_name"));
  }

  private static ShownStatus.@Nullable Told told(ResultSet row) throws SQLException {
    return row.getObject("told_at") == null
        ? null
        : new ShownStatus.Told(
            time(row, "told_at"),
            row.getString("told_state"),
            Symbols.of(DeliveryOutcome.class, row.getString("told_outcome")),
            row.getObject("told_http_status", Integer.class),
            row.getInt("told_attempt"),
            row.getString("told_detail"));
  }

  static VerifyingSecret secret(ResultSet row) throws SQLException {
    return new VerifyingSecret(
        time(row, "created_at"),
        row.getObject("replaced_at") == null ? null : time(row, "replaced_at"));
  }

  private static List<Long> numbers(Array array) throws SQLException {
    return List.of((Long[]) array.getArray());
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
