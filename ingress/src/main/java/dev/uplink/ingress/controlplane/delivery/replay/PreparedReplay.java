package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.avro.RawWebhook;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A replay that only has to be written.
 *
 * @param replayed id of the delivery that was asked for
 * @param again what will be published
 * @param awaited its decision
 * @param published whether Kafka has it: no failure behind that takes it back
 */
record PreparedReplay(
    String replayed, RawWebhook again, AwaitedReplay awaited, AtomicBoolean published) {

  PreparedReplay(String replayed, RawWebhook again, AwaitedReplay awaited) {
    this(replayed, again, awaited, new AtomicBoolean());
  }

  /** "Nothing was changed" is not true of a database that failed when Kafka had the replay. */
  RuntimeException explain(RuntimeException failure) {
    return published.get()
            && failure instanceof Refused refused
            && refused.code() == ProblemCode.DATABASE_UNAVAILABLE
        ? Refused.because(
            ProblemCode.REPLAY_UNRECORDED,
            "Replay %s was published, and may be missing from the audit trail."
                .formatted(again.getDeliveryId()))
        : failure;
  }
}
