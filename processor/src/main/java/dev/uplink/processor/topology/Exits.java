package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.streams.Received;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.TracingScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways out: a decision with its commands and rejections, or a dead letter. */
final class Exits {
  private static final Logger LOG = LoggerFactory.getLogger(Exits.class);

  private final ProcessorContext<String, SpecificRecord> context;
  private final DeadLetters deadLetters;
  private final Meters meters;
  private final DecisionTrace trace;

  Exits(
      ProcessorContext<String, SpecificRecord> context,
      DeadLetters deadLetters,
      Meters meters,
      DecisionTrace trace) {
    this.context = context;
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.trace = trace;
  }

  /** For what is decided as soon as it is read. */
  void decide(Record<String, ?> read, Results results) {
    decide(read, results, context.currentSystemTimeMs());
  }

  /**
   * Results bear the time and the headers of the record they come from.
   *
   * @param since when deciding began, by the wall clock, in milliseconds
   */
  void decide(Record<String, ?> read, Results results, long since) {
    Decision decision = results.decision();
    Span step = trace.decided(read.headers(), decision, since);
    Record<String, ?> record = trace.after(step, decision.getDeliveryId(), read);
    for (RunCommand command : results.commands()) {
      forward(record, command.getTargetId(), command);
    }
    for (Rejection rejection : results.rejections()) {
      forward(record, rejection.getTargetId(), rejection);
    }
    forward(record, record.key(), decision);
    meters.decided(decision, results.rejections(), Instant.ofEpochMilli(record.timestamp()));
    step.end();
    try (TracingScope _ = trace.during(decision, step)) {
      LOG.info("{}", DecisionLine.of(record.key(), decision));
    }
  }

  void ask(Record<String, ?> record, LookupRequest request) {
    forward(trace.beforeDecision(record), request.getRepositoryKey(), request);
    meters.asked(request.getKind());
  }

  void giveUp(
      Record<String, ?> record,
      @Nullable String deliveryId,
      DeadLetterReason reason,
      String message,
      @Nullable Received<?> received) {
    giveUp(record, origin(record), deliveryId, reason, message, received);
  }

  /**
   * @param origin where the record is that led to this; it may have been read before
   * @param received null when its value is left there
   */
  void giveUp(
      Record<String, ?> record,
      Origin origin,
      @Nullable String deliveryId,
      DeadLetterReason reason,
      String message,
      @Nullable Received<?> received) {
    byte @Nullable [] key = record.key() == null ? null : record.key().getBytes(UTF_8);
    byte @Nullable [] value = received == null ? null : received.bytes().array();
    DeadLetter letter = deadLetters.letter(origin, "decide", reason, message, null, key, value);
    if (deliveryId != null) {
      letter = DeadLetter.newBuilder(letter).setDeliveryId(deliveryId).build();
    }
    Span step = trace.ended(record.headers(), "give up", deliveryId);
    step.setStatus(StatusCode.ERROR, reason.name());
    forward(trace.after(step, deliveryId, record), origin.key(), letter);
    meters.deadLetter(reason);
    step.end();
    try (TracingScope _ = trace.during(deliveryId, step)) {
      LOG.warn("dead-letter deliveryId={} origin={} reason={}", deliveryId, origin.key(), reason);
    }
  }

  /** A run that is stopped without an event. */
  void stop(RunCommand command, Instant at) {
    Span step = trace.stopped(command);
    Record<String, RunCommand> record =
        new Record<>(command.getTargetId(), command, at.toEpochMilli());
    // No record that was read names the delivery; the command that started the run does.
    context.forward(
        DecisionTrace.bearing(Lineage.first(command.getDeliveryId()).after(step), record));
    step.end();
    try (TracingScope _ = trace.during(command, step)) {
      LOG.info(
          "stop deliveryId={} runId={} target={} reason={}",
          command.getDeliveryId(),
          command.getRunId(),
          command.getTargetSlug(),
          command.getReason());
    }
  }

  /** A delivery or trigger that was decided before leaves nothing but this. */
  void repeat(Record<String, ?> record, String deliveryId) {
    meters.repeated();
    Span step = trace.ended(record.headers(), "repeat", deliveryId);
    step.end();
    try (TracingScope _ = trace.during(deliveryId, step)) {
      LOG.info("repeated deliveryId={} repository={}", deliveryId, record.key());
    }
  }

  private void forward(Record<String, ?> from, String key, SpecificRecord value) {
    context.forward(from.withKey(key).withValue(value));
  }

  Origin origin(Record<String, ?> record) {
    RecordMetadata read = context.recordMetadata().orElseThrow();
    Instant at = Instant.ofEpochMilli(record.timestamp());
    return new Origin(read.topic(), read.partition(), read.offset(), record.headers(), at);
  }
}
