package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.fixture.TopicReader;
import dev.uplink.schemas.avro.Account;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @AfterEach
  void switchOff() {
    api.patch("/account", "{'spaceAdminsMayCreateSpaces': false, 'runLimit': null}");
  }

  @Test
  void onlyRootAdminsAddToTheTreeUnlessTheAccountSaysOtherwise() {
    assertThat(api.get("/account").body().get("spaceAdminsMayCreateSpaces").asBoolean()).isFalse();

    Answer edited = api.patch("/account", "{'spaceAdminsMayCreateSpaces': true}");

    assertThat(edited.body()).isEqualTo(api.get("/account").body());
    assertThat(edited.body().get("spaceAdminsMayCreateSpaces").asBoolean()).isTrue();
  }

  @Test
  void whoCreatedASpaceIsAdminInItAndStillMayNotDeleteIt() {
    api.patch("/account", "{'spaceAdminsMayCreateSpaces': true}");
    String parent = samples.space("root", true);
    Api editor = samples.caller(Samples.role("ADMIN", parent));
    String space = new Samples(editor).space(parent, true);

    assertThat(editor.patch("/spaces/" + space, "{'name': 'Other'}").status()).isEqualTo(200);
    assertThat(editor.patch("/spaces/" + space, "{'inheritEntities': false}").problem())
        .isEqualTo("403 ROLE_INSUFFICIENT");
    assertThat(editor.delete("/spaces/" + space).problem()).isEqualTo("403 ROLE_INSUFFICIENT");
  }

  @Test
  void theSwitchIsAuditedAndItsRevisionKept() {
    String seen = api.get("/account").header("ETag");
    api.patch("/account", "{'spaceAdminsMayCreateSpaces': true}");

    JsonNode entry = api.get("/audit?entityId=acme&limit=1").body().at("/items/0");

    assertThat(entry.get("action").asText()).isEqualTo("account.edit");
    assertThat(entry.at("/before/spaceAdminsMayCreateSpaces").asBoolean()).isFalse();
    assertThat(entry.at("/after/spaceAdminsMayCreateSpaces").asBoolean()).isTrue();
    assertThat(api.send(api.request("PATCH", "/account", "{}").header("If-Match", seen)).problem())
        .isEqualTo("412 REVISION_STALE");
  }

  @Test
  void runsOfAnEventAreLimitedFromNoneToFiveHundredOrNotAtAll() {
    assertThat(limit(api.get("/account"))).isEqualTo("null");
    assertThat(limit(api.patch("/account", "{'runLimit': 500}"))).isEqualTo("500");
    assertThat(limit(api.patch("/account", "{}"))).isEqualTo("500");
    assertThat(api.patch("/account", "{'runLimit': 501}").problem())
        .isEqualTo("400 FIELD_INVALID runLimit");
    assertThat(api.patch("/account", "{'runLimit': -1}").problem())
        .isEqualTo("400 FIELD_INVALID runLimit");
    assertThat(limit(api.patch("/account", "{'runLimit': 0}"))).isEqualTo("0");

    JsonNode entry = api.get("/audit?entityId=acme&limit=1").body().at("/items/0");
    assertThat(entry.at("/before/runLimit").asInt()).isEqualTo(500);
    assertThat(entry.at("/after/runLimit").asInt()).isZero();
    try (TopicReader topic = new TopicReader(Topics.ACCOUNTS)) {
      await().until(() -> published(topic).getRunLimit(), Integer.valueOf(0)::equals);
    }
    assertThat(limit(api.patch("/account", "{'runLimit': null}"))).isEqualTo("null");
  }

  private static String limit(Answer account) {
    return account.body().path("runLimit").toString();
  }

  private static Account published(TopicReader topic) {
    return RunningIngress.instance()
        .serdes()
        .deserializer(Topics.ACCOUNTS)
        .deserialize(
            Topics.ACCOUNTS.name(), topic.lastOf("acme/acme", Duration.ofSeconds(30)).value());
  }

  @Test
  void questionsThatBelongTogetherSeeOneMomentAndOthersDoNot() {
    var transactions = RunningIngress.instance().bean(AccountTransactions.class);

    assertThat(transactions.snapshot(this::revisionBeforeAndAfterAnEdit)).isZero();
    assertThat(transactions.read(this::revisionBeforeAndAfterAnEdit)).isOne();
  }

  private long revisionBeforeAndAfterAnEdit() {
    var accounts = RunningIngress.instance().bean(AccountRepository.class);
    long before = accounts.findById(RunningIngress.ACCOUNT).orElseThrow().revision();
    api.patch("/account", "{}");
    return accounts.findById(RunningIngress.ACCOUNT).orElseThrow().revision() - before;
  }

  @Test
  void whatAnAccountIsCalledDoesNotChange() {
    assertThat(api.patch("/account", "{'name': 'x'}").problem())
        .isEqualTo("422 FIELD_IMMUTABLE name");
    assertThat(api.patch("/account", "{'other': 1}").problem())
        .isEqualTo("400 FIELD_UNKNOWN other");
  }

  @Test
  void theAnswerToACreationShowsTheTimesThatLaterAnswersShow() {
    Instant end = Instant.parse("2999-01-01T00:00:00.123456789Z");
    Answer created =
        api.post(
            "/tokens",
            "{'name': 'x', 'expiresAt': '%s', 'roles': [%s]}"
                .formatted(end, Samples.role("READER", "root")));

    Answer read = api.get("/tokens/" + created.id());

    assertThat(created.text("createdAt")).isEqualTo(read.text("createdAt"));
    assertThat(created.text("expiresAt"))
        .isEqualTo(read.text("expiresAt"))
        .isEqualTo(end.truncatedTo(ChronoUnit.MICROS).toString());
  }
}
