package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class ProductionDeadLettersTest {
  private static final byte[] NOTHING = {};

  /** A broker refuses what comes from over an hour ahead of its clock: a clock can be set. */
  @Test
  void whatKafkaRefusesForItsTimeIsMadeAgainAndNotGivenUp() {
    ErrorHandlerContext context =
        new DefaultErrorHandlerContext(
            null, "in", 0, 0, new RecordHeaders(), "node", new TaskId(0, 0), 0, NOTHING, NOTHING);

    assertThat(
            new ProductionDeadLetters()
                .handleError(
                    context,
                    new ProducerRecord<>("out", NOTHING),
                    new InvalidTimestampException("an hour ahead"))
                .result())
        .isEqualTo(ProductionExceptionHandler.Result.FAIL);
  }
}
