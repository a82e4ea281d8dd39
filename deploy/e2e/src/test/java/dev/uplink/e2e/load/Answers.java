package dev.uplink.e2e.load;

import dev.uplink.e2e.Webhook;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What ingress said. */
public final class Answers {
  /** Counted under this: the connection was refused or broke, or there was no answer. */
  private static final int NONE = 0;

  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Map<Integer, LongAdder> byStatus = new ConcurrentSkipListMap<>();
  private final AtomicLong slowest = new AtomicLong();

  /** Returns whether this webhook is done with. */
  boolean note(@Nullable HttpResponse<String> response, Duration took) {
    int status = response == null ? NONE : response.statusCode();
    byStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
    if (response == null) {
      return false;
    }
    slowest.accumulateAndGet(took.toMillis(), Math::max);
    if (status == 202) {
      accepted.add(new Webhook.Answer(status, response.body()).deliveryId());
    }
    return status == 202;
  }

  /** Delivery ids of all that were answered 202. */
  public Set<String> accepted() {
    return Set.copyOf(accepted);
  }

  /** How often each status was the answer; 0 stands for none at all. */
  public Map<Integer, Long> byStatus() {
    Map<Integer, Long> counts = new TreeMap<>();
    byStatus.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** Of those that came. */
  public Duration slowest() {
    return Duration.ofMillis(slowest.get());
  }

  @Override
  public String toString() {
    return byStatus() + ", the slowest after " + slowest();
  }
}
