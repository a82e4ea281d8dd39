package dev.uplink.ingress.webhook;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks every event loop, all the time, for a sign of life: as long as a loop is blocked, none of
 * its connections is served. One that does not answer is looked at. If it stands at the same place,
 * and that is not its own selector, look after look, it waits there for something; if it is
 * elsewhere each time, it works, and the machine is busy.
 */
final class EventLoopWatchdog implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(20);

  /** Far beyond what a task of a loop takes, far below every time-out that one might wait for. */
  private static final int LOOKS_AT_THE_SAME_PLACE = 25;

  private final Iterable<EventExecutor> loops;
  private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();
  private final Map<EventExecutor, List<List<StackTraceElement>>> looks = new ConcurrentHashMap<>();
  private final List<String> blocked = new CopyOnWriteArrayList<>();

  EventLoopWatchdog(Iterable<EventExecutor> loops) {
    this.loops = loops;
    var _ = asking.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    for (EventExecutor loop : loops) {
      @Nullable List<List<StackTraceElement>> unanswered =
          looks.putIfAbsent(loop, new ArrayList<>());
      if (unanswered == null) {
        loop.execute(() -> looks.remove(loop));
      } else {
        look(loop, unanswered);
      }
    }
  }

  private void look(EventExecutor loop, List<List<StackTraceElement>> seen) {
    List<StackTraceElement> place =
        List.of(((SingleThreadEventExecutor) loop).threadProperties().stackTrace());
    if (place.stream().anyMatch(frame -> frame.getMethodName().equals("select"))) {
      return;
    }
    if (!seen.isEmpty() && !seen.getLast().equals(place)) {
      seen.clear();
    }
    seen.add(place);
    if (seen.size() == LOOKS_AT_THE_SAME_PLACE) {
      blocked.add(place.toString());
    }
  }

  /** Where event loops waited. */
  List<String> blocked() {
    return blocked;
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
