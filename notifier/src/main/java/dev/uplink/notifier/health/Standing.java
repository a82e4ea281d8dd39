package dev.uplink.notifier.health;

import dev.uplink.notifier.delivery.LaneBacklog;
import dev.uplink.notifier.quota.Left;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How this notifier's queues and budgets stand. */
final class Standing {
  private final Map<String, LaneBacklog> queues;
  private final BiFunction<String, Instant, Optional<Left>> budgets;

  Standing(List<LaneBacklog> queues, BiFunction<String, Instant, Optional<Left>> budgets) {
    this.queues =
        queues.stream().collect(Collectors.toMap(LaneBacklog::integrationId, Function.identity()));
    this.budgets = budgets;
  }

  /** Integrations for which something waits here. */
  Set<String> waiting() {
    return queues.keySet();
  }

  @Nullable LaneBacklog queue(String integrationId) {
    return queues.get(integrationId);
  }

  QueuePart part(String integrationId, Instant now) {
    return QueuePart.of(
        queues.get(integrationId), budgets.apply(integrationId, now).orElse(null), now);
  }
}
