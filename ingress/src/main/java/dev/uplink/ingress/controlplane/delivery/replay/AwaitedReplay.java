package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.ingress.controlplane.delivery.DecisionView;
import dev.uplink.ingress.controlplane.delivery.projection.NewsMapper;
import dev.uplink.schemas.avro.Decision;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A replay whose decision is listened for, since before it was made. */
record AwaitedReplay(CompletableFuture<Decision> decision, Duration patience) {

  /** Adds the decision, if that comes in time: what Kafka has is replayed without it, too. */
  CompletionStage<Replay> decided(Replay made) {
    return decision
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .handle((decided, late) -> decided == null ? made : made.decided(view(decided)));
  }

  /** Nobody waits any longer, which frees its place. */
  void forget() {
    decision.cancel(false);
  }

  /** The decision as a list shows it. */
  private static DecisionView view(Decision decision) {
    return DecisionView.of(
        NewsMapper.verdict(decision),
        decision.getOutcomes().stream()
            .limit(DecisionView.SHOWN_IN_LISTS)
            .map(NewsMapper::outcome)
            .toList());
  }
}
