package dev.uplink.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.local.replay.ReplayApi.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RealReplayTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> asked = new ArrayList<>();

  @Test
  void eachIsReplayedUnderAKeyOfItsOwnForTheDay() {
    Answer answer =
        new Answer(
            201,
            json(
                """
                {"deliveryId": "new", "decision": {"outcomeCounts": {"started": 2, "ignored": 0}}}
                """));

    assertThat(replayed(answer, delivery("d1"), delivery("d2"))).isTrue();

    assertThat(asked).containsExactly("d1 dry-run-d1-2026-01-02", "d2 dry-run-d2-2026-01-02");
    assertThat(said.toString(UTF_8))
        .contains("d1  replayed as new: 2 started", "2 replayed, 0 not");
  }

  @Test
  void aReplayIsNotReplayedSoThatTheCommandCanBeRepeated() {
    assertThat(replayed(new Answer(201, json("{}")), delivery("d1"), delivery("replay of d1")))
        .isTrue();

    assertThat(asked).hasSize(1);
    assertThat(said.toString(UTF_8)).contains("1 replayed, 0 not; 1 left out, replays themselves");
  }

  @Test
  void whatIsNotDecidedInTimeIsSaidToBeSo() {
    Answer answer = new Answer(201, json("{\"deliveryId\": \"new\", \"decision\": null}"));

    assertThat(replayed(answer, delivery("d1"))).isTrue();
    assertThat(said.toString(UTF_8)).contains("replayed as new: not decided yet");
  }

  @Test
  void whatHasExpiredIsToldAndSkipped() {
    Answer answer = new Answer(410, json("{\"code\": \"DELIVERY_EXPIRED\"}"));

    assertThat(replayed(answer, delivery("d1"), delivery("d2"))).isFalse();
    assertThat(asked).hasSize(2);
    assertThat(said.toString(UTF_8))
        .contains("d1  not replayed: uplink.webhooks no longer has its bytes")
        .contains("0 replayed, 2 not");
  }

  @Test
  void aRefusedTokenEndsIt() {
    Answer answer = new Answer(401, json("{\"code\": \"TOKEN_INVALID\"}"));

    assertThatExceptionOfType(CannotReplayException.class)
        .isThrownBy(() -> replayed(answer, delivery("d1"), delivery("d2")))
        .withMessageContaining("refuses UPLINK_ADMIN_TOKEN (401 TOKEN_INVALID)");
    assertThat(asked).hasSize(1);
  }

  @Test
  void moreThanSomeAreRefusedBeforeTheFirst() {
    List<Delivery> many = Collections.nCopies(RealReplay.MOST_DELIVERIES + 1, delivery("d1"));

    assertThatExceptionOfType(CannotReplayException.class)
        .isThrownBy(() -> replayed(new Answer(201, json("{}")), many.toArray(Delivery[]::new)))
        .withMessageContaining("narrow it");
    assertThat(asked).isEmpty();
  }

  private boolean replayed(Answer answer, Delivery... deliveries) {
    ReplayApi api =
        (id, key) -> {
          asked.add(id + " " + key);
          return answer;
        };
    return new RealReplay(api, LocalDate.parse("2026-01-02"), new PrintStream(said, true, UTF_8))
        .all(List.of(deliveries));
  }

  private static Delivery delivery(String id) {
    return new Delivery(
        id,
        Samples.KEY,
        "repo:push",
        Samples.AT,
        "uplink.webhooks/0/0",
        id.startsWith("replay"),
        new ConsumerRecord<>("uplink.webhooks", 0, 0, new byte[0], new byte[0]));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
