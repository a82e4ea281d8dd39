package dev.uplink.benchmarks.load;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One run. All of it happens on one event loop, so nothing here is shared. A request that is due
 * goes to an idle connection; when there is none it waits, and the time it waits counts.
 */
final class Run {
  /** After the end: so long are answers waited for. */
  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

  /** Five digits' worth would cost cache misses on each request; three are enough for a report. */
  private static final int DIGITS = 3;

  private static final int ACCEPTED = 202;

  private final LoadPlan plan;
  private final Schedule schedule;
  private final Webhooks webhooks;
  private final EventLoop loop;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Histogram micros = new Histogram(DIGITS);
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private final long begin;
  private final long measuredFrom;
  private final long end;
  private long next;
  private long underWay;
  private long accepted;
  private long refused;
  private @Nullable ScheduledFuture<?> alarm;

  Run(LoadPlan plan, Webhooks webhooks, EventLoop loop, Collection<Connection> connections) {
    this.plan = plan;
    this.schedule = new Schedule(plan.rate());
    this.webhooks = webhooks;
    this.loop = loop;
    this.idle.addAll(connections);
    this.begin = System.nanoTime();
    this.measuredFrom = plan.settle().toNanos();
    this.end = measuredFrom + plan.measured().toNanos();
  }

  /** To be called on the event loop. */
  CompletableFuture<LoadResult> start() {
    idle.forEach(connection -> connection.run = this);
    var _ = loop.schedule(this::finish, end + GRACE, TimeUnit.NANOSECONDS);
    dispatch();
    return result;
  }

  private void dispatch() {
    long now = System.nanoTime() - begin;
    boolean dropsBacklog = plan.saturates() && now >= end;
    while (!idle.isEmpty() && !dropsBacklog && schedule.dueAt(next) <= Math.min(now, end)) {
      Connection connection = idle.removeFirst();
      Channel channel = connection.channel();
      connection.due = schedule.dueAt(next);
      underWay++;
      var _ =
          channel.writeAndFlush(
              webhooks.request(channel.alloc(), next, plan.integrations()), channel.voidPromise());
      next++;
    }
    boolean over = dropsBacklog || schedule.dueAt(next) > end;
    if (over && underWay == 0) {
      finish();
    } else if (!over && !idle.isEmpty() && alarm == null) {
      alarm = loop.schedule(this::wake, schedule.dueAt(next) - now, TimeUnit.NANOSECONDS);
    }
  }

  private void wake() {
    alarm = null;
    dispatch();
  }

  void answered(Connection connection, int status) {
    long now = System.nanoTime() - begin;
    underWay--;
    if (now >= measuredFrom && now < end) {
      if (status == ACCEPTED) {
        accepted++;
      } else {
        refused++;
      }
    }
    if (connection.due >= measuredFrom) {
      micros.recordValue((now - connection.due) / 1_000);
    }
    idle.addLast(connection);
    dispatch();
  }

  void failed(Throwable failure) {
    result.completeExceptionally(failure);
  }

  private void finish() {
    result.complete(
        new LoadResult(
            accepted / (plan.measured().toMillis() / 1_000.0),
            refused,
            underWay,
            micros.getValueAtPercentile(50),
            micros.getValueAtPercentile(99)));
  }
}
