package dev.uplink.ingress.webhook.refusals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.Refusal;
import dev.uplink.ingress.webhook.Requests;
import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.ingress.webhook.WebhookRequest;
import dev.uplink.ingress.webhook.WebhookRequest.Sender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotedRefusalsTest {
  private static final Instant AT = Requests.RECEIVED_AT;
  private static final WebhookRequest REQUEST = Requests.signed("{}".getBytes(UTF_8));

  private final List<Refusals> written = new ArrayList<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = AT;
  private boolean away;
  private final NotedRefusals noted = new NotedRefusals(this::write, later::add, () -> now, meters);

  @Test
  void refusalsOfOneAddressForOneReasonAreCountedTogether() {
    noted.refused(REQUEST, Refusal.SIGNATURE_MISMATCH);
    now = AT.plusSeconds(1);
    noted.refused(REQUEST, Refusal.SIGNATURE_MISMATCH);
    noted.refused(REQUEST, Refusal.SIGNATURE_MISSING);
    runLater();

    assertThat(written)
        .extracting(one -> one.kind().refusal() + " " + one.count())
        .containsExactlyInAnyOrder("SIGNATURE_MISMATCH 2", "SIGNATURE_MISSING 1");
    assertThat(written)
        .filteredOn(one -> one.count() == 2)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.firstAt()).isEqualTo(AT);
              assertThat(one.lastAt()).isEqualTo(AT.plusSeconds(1));
              assertThat(one.eventKey()).isEqualTo("repo:push");
              assertThat(one.userAgent()).isEqualTo("Bitbucket-Webhooks/2.0");
            });
  }

  @Test
  void whatPassesIsNotNoted() {
    noted.refused(REQUEST, Refusal.OVERLOADED);
    noted.refused(REQUEST, Refusal.NOT_ACKNOWLEDGED);

    assertThat(later).isEmpty();
  }

  @Test
  void whatSendersWriteIsCutAndShowsNothingButItself() {
    WebhookRequest odd =
        new WebhookRequest(
            Requests.ADDRESS,
            "repo:push\n\u202Eadmin",
            null,
            List.of(),
            new Sender(null, null, "<b> " + "x".repeat(300)));

    noted.refused(odd, Refusal.SIGNATURE_MISSING);
    runLater();

    assertThat(written.getFirst().eventKey()).isEqualTo("repo:push??admin");
    assertThat(written.getFirst().userAgent()).hasSize(128).startsWith("<b> xxx");
  }

  @Test
  void madeUpAddressesLeaveRoomForThoseThatExist() {
    for (int i = 0; i < NotedRefusals.MOST; i++) {
      noted.refused(to("made-up-" + i), Refusal.INTEGRATION_NOT_FOUND);
    }
    noted.refused(REQUEST, Refusal.SIGNATURE_MISMATCH);
    runLater();

    assertThat(written).hasSize(NotedRefusals.MOST_UNADDRESSED + 1);
    assertThat(dropped()).isEqualTo(NotedRefusals.MOST - NotedRefusals.MOST_UNADDRESSED);
  }

  @Test
  void whatCannotBeWrittenIsGivenUpAndCounted() {
    away = true;
    noted.refused(REQUEST, Refusal.SIGNATURE_MISMATCH);
    runLater();
    away = false;
    noted.refused(REQUEST, Refusal.SIGNATURE_MISMATCH);
    runLater();

    assertThat(written).singleElement().satisfies(one -> assertThat(one.count()).isEqualTo(1));
    assertThat(dropped()).isEqualTo(1);
  }

  private static WebhookRequest to(String slug) {
    WebhookAddress address = WebhookAddress.parse("bitbucket-cloud", "acme", slug).orElseThrow();
    return new WebhookRequest(address, "", null, List.of(), REQUEST.sender());
  }

  private double dropped() {
    return meters.get("uplink.webhook.refusals.dropped").counter().count();
  }

  private void runLater() {
    while (!later.isEmpty()) {
      later.remove().run();
    }
  }

  private void write(List<Refusals> refusals) {
    if (away) {
      throw new RefusalsNotWrittenException(new SQLException("away"));
    }
    written.addAll(refusals);
  }
}
