package dev.uplink.schemas.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.id.SpanId;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LineageTest {
  private static final String DELIVERY = "bb10b4c3a6712bf748e3d2c1693af7ba";
  private static final String STEP = "00-" + DELIVERY + "-00f067aa0ba902b7-01";
  private static final String FOREIGN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void isReadFromHeadersAsItWasWrittenToThem() {
    Headers headers = new RecordHeaders();
    new Lineage(DELIVERY, STEP).writeTo(headers);

    assertThat(Lineage.of(headers)).isEqualTo(new Lineage(DELIVERY, STEP));
    assertThat(headers)
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactly("uplink-delivery-id=" + DELIVERY, "traceparent=" + STEP);
  }

  @Test
  void takesThePlaceOfWhatTheHeadersSaidAndLeavesTheOthers() {
    Headers headers = new RecordHeaders();
    headers.add("theirs", new byte[] {1});
    headers.add("traceparent", "an older one".getBytes(UTF_8));
    headers.add("traceparent", "and another".getBytes(UTF_8));
    Lineage.first(DELIVERY).writeTo(headers);

    assertThat(headers)
        .extracting(header -> header.key())
        .containsExactly("theirs", "uplink-delivery-id");
  }

  @Test
  void ofHeadersThatSayNothingThatCanBeUsedIsNone() {
    assertThat(Lineage.of(new RecordHeaders())).isEqualTo(Lineage.NONE);
    Headers odd = new RecordHeaders();
    odd.add("uplink-delivery-id", null);
    odd.add("traceparent", new byte[129]);
    assertThat(Lineage.of(odd)).isEqualTo(Lineage.NONE);
  }

  @Test
  void ofARunIsItsSchedulersStepWhenThatIsOfTheDeliverysTrace() {
    assertThat(new Lineage("whatever they say", STEP).within(DELIVERY))
        .isEqualTo(new Lineage(DELIVERY, STEP));
  }

  @Test
  void ofARunIsItsDecisionsStepWhenItsSchedulerTellsNoneOrOneOfItsOwn() {
    Lineage decided =
        new Lineage(DELIVERY, "00-" + DELIVERY + "-" + SpanId.ofDecision(DELIVERY) + "-01");

    assertThat(Lineage.NONE.within(DELIVERY)).isEqualTo(decided);
    assertThat(new Lineage(DELIVERY, FOREIGN).within(DELIVERY)).isEqualTo(decided);
  }
}
