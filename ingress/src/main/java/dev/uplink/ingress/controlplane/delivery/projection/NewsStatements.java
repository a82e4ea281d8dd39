package dev.uplink.ingress.controlplane.delivery.projection;

import dev.uplink.ingress.controlplane.delivery.Arrival;
import dev.uplink.ingress.controlplane.delivery.DeadEnd;
import dev.uplink.ingress.controlplane.delivery.Outcome;
import dev.uplink.ingress.controlplane.delivery.Subject;
import dev.uplink.ingress.controlplane.delivery.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * News as SQL. Each kind fills its own columns of a delivery's one row, whichever is the first: a
 * row's time stays that of the first, and what two kinds tell stays as the first told it.
 */
final class NewsStatements {
  private static final String SUBJECT_KEPT =
      """
       ON CONFLICT (id) DO UPDATE SET
        integration_id = coalesce(deliveries.integration_id, excluded.integration_id),
        event_key = coalesce(deliveries.event_key, excluded.event_key),
        replay_of = coalesce(deliveries.replay_of, excluded.replay_of),
      """;

  /** Sent again by Bitbucket, it is the same delivery: first received then, last stored now. */
  private static final String ARRIVED =
      """
      INSERT INTO deliveries (id, account_id, at, provider, repository_key, integration_id,
        event_key, replay_of, received_at, request_id, hook_id, attempt, user_agent, secret_id,
        body_bytes, webhook_partition, webhook_offset)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """
          + SUBJECT_KEPT
          + """
            received_at = least(deliveries.received_at, excluded.received_at),
            request_id = coalesce(deliveries.request_id, excluded.request_id),
            hook_id = coalesce(deliveries.hook_id, excluded.hook_id),
            attempt = greatest(deliveries.attempt, excluded.attempt),
            user_agent = coalesce(deliveries.user_agent, excluded.user_agent),
            secret_id = coalesce(deliveries.secret_id, excluded.secret_id),
            body_bytes = excluded.body_bytes,
            webhook_partition = excluded.webhook_partition,
            webhook_offset = excluded.webhook_offset
          """;

  private static final String DECIDED =
      """
      INSERT INTO deliveries (id, account_id, at, provider, repository_key, integration_id,
        event_key, replay_of, decided_at, integration_slug, space_id, namespace, repository,
        commit_sha, branch, pull_request_id, ignored_reason, detail, lookup_ids, commit_shas,
        started, stopped, deduplicated, ignored, rejected)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """
          + SUBJECT_KEPT
          + """
            decided_at = excluded.decided_at,
            integration_slug = excluded.integration_slug,
            space_id = excluded.space_id,
            namespace = excluded.namespace,
            repository = excluded.repository,
            commit_sha = excluded.commit_sha,
            branch = excluded.branch,
            pull_request_id = excluded.pull_request_id,
            ignored_reason = excluded.ignored_reason,
            detail = excluded.detail,
            lookup_ids = excluded.lookup_ids,
            commit_shas = excluded.commit_shas,
            started = excluded.started,
            stopped = excluded.stopped,
            deduplicated = excluded.deduplicated,
            ignored = excluded.ignored,
            rejected = excluded.rejected
          """;

  /**
   * Deletes what an earlier decision on the delivery said. There is one where a delivery is decided
   * again, because the processor forgets sooner than these tables.
   */
  private static final String EARLIER_OUTCOMES =
      "DELETE FROM delivery_outcomes WHERE delivery_id = ?";

  private static final String OUTCOMES =
      """
      INSERT INTO delivery_outcomes (delivery_id, at, place, target_id, target_slug, target_kind,
        outcome, reason, run_id, run_type, commit_sha, ref_type, ref_name, pull_request_id,
        changed_files_known, detail)
      SELECT ?, ?, o.* FROM unnest(?::integer[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::bigint[], ?::boolean[], ?::text[]) AS o
      ON CONFLICT (delivery_id, place) DO NOTHING
      """;

  private static final String GIVEN_UP =
      """
      INSERT INTO deliveries (id, account_id, at, provider, repository_key, integration_id,
        event_key, replay_of, dead_letter_at, dead_letter_stage, dead_letter_reason,
        dead_letter_message)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """
          + SUBJECT_KEPT
          + """
            dead_letter_at = excluded.dead_letter_at,
            dead_letter_stage = excluded.dead_letter_stage,
            dead_letter_reason = excluded.dead_letter_reason,
            dead_letter_message = excluded.dead_letter_message
          """;

  private NewsStatements() {}

  static void arrived(Connection connection, List<News.Arrived> news) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ARRIVED)) {
      for (News.Arrived one : news) {
        Arrival arrival = one.arrival();
        subject(new Values(statement), one.subject())
            .time(arrival.receivedAt())
            .text(arrival.requestId())
            .text(arrival.hookId())
            .number(arrival.attempt())
            .text(arrival.userAgent())
            .text(arrival.secretId())
            .number(arrival.bodyBytes())
            .number(arrival.partition())
            .longNumber(arrival.offset());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static void decided(Connection connection, List<News.Decided> news) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DECIDED);
        PreparedStatement earlier = connection.prepareStatement(EARLIER_OUTCOMES);
        PreparedStatement outcomes = connection.prepareStatement(OUTCOMES)) {
      for (News.Decided one : news) {
        Verdict verdict = one.verdict();
        subject(new Values(statement), one.subject())
            .time(verdict.decidedAt())
            .text(verdict.integrationSlug())
            .text(verdict.spaceId())
            .text(verdict.namespace())
            .text(verdict.repository())
            .text(verdict.commitSha())
            .text(verdict.branch())
            .longNumber(verdict.pullRequestId())
            .text(verdict.ignoredReason())
            .text(verdict.detail())
            .array("text", verdict.lookupIds())
            .array("text", verdict.commitShas())
            .number(verdict.counts().started())
            .number(verdict.counts().stopped())
            .number(verdict.counts().deduplicated())
            .number(verdict.counts().ignored())
            .number(verdict.counts().rejected());
        statement.addBatch();
        new Values(earlier).text(one.subject().id());
        earlier.addBatch();
        if (!one.outcomes().isEmpty()) {
          outcomes(
              new Values(outcomes).text(one.subject().id()).time(verdict.decidedAt()),
              one.outcomes());
          outcomes.addBatch();
        }
      }
      statement.executeBatch();
      earlier.executeBatch();
      outcomes.executeBatch();
    }
  }

  static void givenUp(Connection connection, List<News.GivenUp> news) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(GIVEN_UP)) {
      for (News.GivenUp one : news) {
        DeadEnd end = one.deadEnd();
        subject(new Values(statement), one.subject())
            .time(end.at())
            .text(end.stage())
            .text(end.reason())
            .text(end.message());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static Values subject(Values values, Subject subject) throws SQLException {
    return values
        .text(subject.id())
        .text(subject.accountId())
        .time(subject.at())
        .text(subject.provider().name())
        .text(subject.repositoryKey())
        .text(subject.integrationId())
        .text(subject.eventKey())
        .text(subject.replayOf());
  }

  private static void outcomes(Values values, List<Outcome> all) throws SQLException {
    values
        .array("int4", IntStream.range(0, all.size()).boxed().toList())
        .array("text", column(all, Outcome::targetId))
        .array("text", column(all, Outcome::targetSlug))
        .array("text", column(all, Outcome::targetKind))
        .array("text", column(all, Outcome::outcome))
        .array("text", column(all, Outcome::reason))
        .array("text", column(all, Outcome::runId))
        .array("text", column(all, Outcome::runType))
        .array("text", column(all, Outcome::commitSha))
        .array("text", column(all, Outcome::refType))
        .array("text", column(all, Outcome::refName))
        .array("int8", column(all, Outcome::pullRequestId))
        .array("bool", column(all, Outcome::changedFilesKnown))
        .array("text", column(all, Outcome::detail));
  }

  /** A column's values in a list that takes nulls, as a stream's does not. */
  private static List<?> column(List<Outcome> all, Function<Outcome, ?> value) {
    return Arrays.asList(all.stream().map(value).toArray());
  }
}
