package dev.uplink.ingress.webhook.refusals;

import dev.uplink.ingress.webhook.Refusal;
import dev.uplink.ingress.webhook.RefusedWebhooks;
import dev.uplink.ingress.webhook.WebhookRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers refusals and has them written now and then, away from those who refuse. Whoever sends to
 * addresses that he makes up finds the gathering full before those that exist do.
 */
public final class NotedRefusals implements RefusedWebhooks {
  private static final Logger LOG = LoggerFactory.getLogger(NotedRefusals.class);

  /** Kinds of refusals between two writings; about a quarter of a megabyte. */
  static final int MOST = 500;

  /** How many of these may be such as strangers can make up. */
  static final int MOST_UNADDRESSED = MOST / 2;

  private static final Set<Refusal> BEFORE_THE_ADDRESS_IS_KNOWN =
      Set.of(Refusal.INTEGRATION_NOT_FOUND, Refusal.BODY_TOO_LARGE);

  private final Map<Refusals.Kind, Refusals> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean called = new AtomicBoolean();
  private final RefusalLog log;
  private final Executor later;
  private final InstantSource clock;
  private final Counter dropped;

  /** The executor runs a task after a while, one at a time, and refuses none. */
  NotedRefusals(RefusalLog log, Executor later, InstantSource clock, MeterRegistry meters) {
    this.log = log;
    this.later = later;
    this.clock = clock;
    this.dropped =
        Counter.builder("uplink.webhook.refusals.dropped")
            .description("Refused webhooks that the list of them does not count.")
            .register(meters);
  }

  public static NotedRefusals over(
      JdbcRefusalLog log, Executor later, InstantSource clock, MeterRegistry meters) {
    return new NotedRefusals(log, later, clock, meters);
  }

  /** What passes is not noted: it says nothing of how a webhook is set up. */
  @Override
  public void refused(WebhookRequest request, Refusal refusal) {
    if (refusal.passing()) {
      return;
    }
    Refusals one = Refusals.one(request, refusal, clock.instant());
    if (!waiting.containsKey(one.kind()) && waiting.size() >= room(refusal)) {
      dropped.increment();
      return;
    }
    waiting.merge(one.kind(), one, Refusals::and);
    if (called.compareAndSet(false, true)) {
      later.execute(this::write);
    }
  }

  private static int room(Refusal refusal) {
    return BEFORE_THE_ADDRESS_IS_KNOWN.contains(refusal) ? MOST_UNADDRESSED : MOST;
  }

  /** What cannot be written is given up: the next one says the same again. */
  private void write() {
    called.set(false);
    List<Refusals> gathered = new ArrayList<>();
    for (Refusals.Kind kind : List.copyOf(waiting.keySet())) {
      @Nullable Refusals refusals = waiting.remove(kind);
      if (refusals != null) {
        gathered.add(refusals);
      }
    }
    try {
      log.write(gathered);
    } catch (RefusalsNotWrittenException e) {
      LOG.warn("not noted which webhooks were refused: {}", e.getMessage());
      gathered.forEach(refusals -> dropped.increment((double) refusals.count()));
    }
  }
}
