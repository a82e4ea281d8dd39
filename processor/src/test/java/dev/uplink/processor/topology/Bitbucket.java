package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import java.util.List;
import java.util.Set;

/** What comes from outside beside pushes: pull requests, comments, answers, and ends of runs. */
final class Bitbucket {
  private Bitbucket() {}

  /** Of pull request 7, from dev to main; the body has 12 digits of the hash, as Cloud's have. */
  static RawWebhook pullRequest(String deliveryId, String eventKey, char head) {
    return pullRequest(deliveryId, eventKey, head, "payments/infra", "");
  }

  static RawWebhook fork(String deliveryId, String eventKey, char head) {
    return pullRequest(deliveryId, eventKey, head, "ada/infra", "");
  }

  /** A command, or anything else. */
  static RawWebhook comment(String deliveryId, char head, String text) {
    return commentBy("{ada}", deliveryId, head, text);
  }

  static RawWebhook commentBy(String author, String deliveryId, char head, String text) {
    String said = said(deliveryId, author, text);
    return pullRequest(deliveryId, "pullrequest:comment_created", head, "payments/infra", said);
  }

  /** What another hook tells of the same comment. */
  static RawWebhook again(String deliveryId, RawWebhook told) {
    return RawWebhook.newBuilder(told).setDeliveryId(deliveryId).build();
  }

  /** With other words in its body. */
  static RawWebhook with(RawWebhook told, String words, String others) {
    String body = UTF_8.decode(told.getBody().duplicate()).toString();
    return RawWebhook.newBuilder(told).setBody(UTF_8.encode(body.replace(words, others))).build();
  }

  static RawWebhook commentOnMerged(String deliveryId, char head, String text) {
    RawWebhook merged =
        pullRequest(
            deliveryId,
            "pullrequest:fulfilled",
            head,
            "payments/infra",
            said(deliveryId, "{ada}", text));
    return RawWebhook.newBuilder(merged).setEventKey("pullrequest:comment_created").build();
  }

  private static String said(String deliveryId, String author, String text) {
    return ",\"actor\":{\"uuid\":\"%s\"},\"comment\":{\"id\":%d,\"content\":{\"raw\":\"%s\"},\"user\":{\"uuid\":\"%s\"}}"
        .formatted(author, Integer.toUnsignedLong(deliveryId.hashCode()) + 1, text, author);
  }

  private static RawWebhook pullRequest(
      String deliveryId, String eventKey, char head, String from, String more) {
    boolean open = !Set.of("pullrequest:fulfilled", "pullrequest:rejected").contains(eventKey);
    String body =
        """
        {"repository": {"full_name": "payments/infra"},
         "pullrequest": {"id": 7, "state": "%s", "draft": false,
           "source": {"branch": {"name": "dev"}, "commit": {"hash": "%s"},
             "repository": {"full_name": "%s"}},
           "destination": {"branch": {"name": "main"}, "commit": {"hash": "%s"},
             "repository": {"full_name": "payments/infra"}}}%s}
        """
            .formatted(
                open ? "OPEN" : "MERGED",
                Pushes.sha(head).substring(0, 12),
                from,
                Pushes.sha('0').substring(0, 12),
                more);
    return Samples.webhook(deliveryId, eventKey, body);
  }

  static LookupResult files(LookupRequest question, String... paths) {
    return answer(question).setPaths(List.of(paths)).build();
  }

  /** With the head that the pull request had when Bitbucket was asked. */
  static LookupResult filesAt(LookupRequest question, char head, String... paths) {
    return answer(question).setPaths(List.of(paths)).setHeadSha(Pushes.sha(head)).build();
  }

  static LookupResult truncated(LookupRequest question, String... paths) {
    return answer(question).setPaths(List.of(paths)).setTruncated(true).build();
  }

  static LookupResult commit(LookupRequest question, char commit) {
    return answer(question).setCommitSha(Pushes.sha(commit)).build();
  }

  static LookupResult account(LookupRequest question, String... ids) {
    return answer(question).setAccountIds(List.of(ids)).build();
  }

  static LookupResult failed(LookupRequest question) {
    return answer(question)
        .setOutcome(LookupOutcome.FAILED)
        .setFailure("Bitbucket answered 500")
        .build();
  }

  private static LookupResult.Builder answer(LookupRequest question) {
    return LookupResult.newBuilder()
        .setLookupId(question.getLookupId())
        .setRepositoryKey(question.getRepositoryKey())
        .setKind(question.getKind())
        .setOutcome(LookupOutcome.ANSWERED)
        .setPaths(List.of())
        .setTruncated(false)
        .setPullRequestIds(List.of())
        .setAt(Story.START);
  }

  /** Its scheduler says in which state it is. */
  static RunUpdate update(RunCommand start, String state) {
    return RunUpdate.newBuilder()
        .setRunId(start.getRunId())
        .setState(state)
        .setStateVersion(1)
        .setAt(Story.START)
        .build();
  }
}
