package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.ingress.controlplane.delivery.DecisionView;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a wish for a replay.
 *
 * @param deliveryId of the new delivery
 * @param replayOf the delivery that Bitbucket sent: of a replay's replay, too
 * @param decision null if it did not come in time; the new delivery shows it then
 */
@Introspected
public record Replay(String deliveryId, String replayOf, @Nullable DecisionView decision) {
  Replay decided(DecisionView made) {
    return new Replay(deliveryId, replayOf, made);
  }
}
