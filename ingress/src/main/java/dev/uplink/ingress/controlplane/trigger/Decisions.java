package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.schemas.avro.Decision;
import java.util.concurrent.CompletableFuture;

/** Decisions as they are made. */
public interface Decisions {
  /**
   * The decision on a trigger or delivery that will be published after this call. Stays open until
   * the decision comes; whoever stops waiting completes or cancels it, which is what frees its
   * place.
   *
   * @throws dev.uplink.ingress.controlplane.problem.Refused if decisions cannot be heard right now,
   *     or too many are awaited
   */
  CompletableFuture<Decision> expect(String deliveryId);
}
