package dev.uplink.benchmarks.topology;

import dev.uplink.benchmarks.process.Child;
import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.process.ServerJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where one contender runs, again and again, each time from the beginning of a backlog to its end
 * as an application that has never run before.
 */
public final class Track implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);

  /** After which nothing more comes of what was read. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final Duration STANDSTILL = Duration.ofMinutes(1);

  /** Of the backlog: reading begins with everything that is fetched at once. */
  private static final double NOT_MEASURED = 0.15;

  /** Over all tracks: a group that is named like an earlier one would go on where that stopped. */
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final Contender contender;
  private final String input;
  private final Collection<String> feedback;
  private final Backlog backlog;
  private final Child child;

  /**
   * @param input the topic whose records are counted
   * @param feedback topics that it both writes and reads, so that what one run wrote is not work
   *     for the next
   */
  public Track(Platform platform, Contender contender, String input, Collection<String> feedback) {
    this.contender = contender;
    this.input = input;
    this.feedback = List.copyOf(feedback);
    String kafka = platform.uplink().endpoints().kafka();
    Path logs = platform.uplink().logs();
    backlog = new Backlog(kafka);
    child =
        Child.start(
            TopologyProcess.class,
            ServerJvm.PRODUCTION,
            logs,
            kafka,
            platform.uplink().endpoints().registry().toString(),
            logs.resolveSibling("state-of-" + contender).toString());
  }

  public Contender contender() {
    return contender;
  }

  /** From the beginning to the end; leaves nothing behind. */
  public Throughput run() throws InterruptedException {
    String application = start();
    Throughput throughput = watch(application);
    child.ask(TopologyProcess.LOSE);
    backlog.forget(application);
    backlog.empty(feedback);
    return throughput;
  }

  /** From where it stopped before to the end, with the state that it had then. */
  public Throughput goOn() throws InterruptedException {
    String application = kept();
    var _ = start(application);
    Throughput throughput = watch(application);
    child.ask(TopologyProcess.STOP);
    return throughput;
  }

  /** What is not measured, but has to be known before; for one that goes on. */
  public void readAll(String topic) throws InterruptedException {
    String application = kept();
    var _ = start(application);
    while (backlog.done(application, topic) < backlog.size(topic)) {
      Thread.sleep(LOOK);
    }
    var _ = awaitQuiet(0);
    child.ask(TopologyProcess.STOP);
  }

  private String kept() {
    return "bench-%s-kept".formatted(contender);
  }

  /** Runs to the end, loses what it had on disk, and is started again. */
  public Restored runAndRestore(Collection<String> catalogue) throws InterruptedException {
    String application = start();
    var _ = watch(application);
    child.ask(TopologyProcess.LOSE);
    Started again = start(application);
    long bytes = backlog.bytes(application, catalogue);
    child.ask(TopologyProcess.LOSE);
    backlog.forget(application);
    backlog.empty(feedback);
    return new Restored(again, bytes);
  }

  /** What the backlog held is gone; the next run takes what is written from now on. */
  public void emptyInput() {
    backlog.empty(List.of(input));
  }

  private String start() {
    String application = "bench-%s-%d".formatted(contender, RUNS.incrementAndGet());
    var _ = start(application);
    return application;
  }

  private Started start(String application) {
    return Started.parse(
        child.ask("%s %s %s".formatted(TopologyProcess.START, contender, application)));
  }

  private Throughput watch(String application) throws InterruptedException {
    long begin = backlog.done(application, input);
    long size = backlog.size(input);
    Look first = awaitDone(application, begin + (long) ((size - begin) * NOT_MEASURED));
    var _ = awaitDone(application, size);
    Look last = awaitQuiet(size);
    double records = last.done - first.done;
    return new Throughput(
        records / (last.nanos - first.nanos) * 1e9,
        (last.cpuNanos - first.cpuNanos) / records / 1e3);
  }

  private Look awaitDone(String application, long wanted) throws InterruptedException {
    Look look = look(backlog.done(application, input));
    long moved = look.nanos;
    while (look.done < wanted) {
      Thread.sleep(LOOK);
      Look next = look(backlog.done(application, input));
      moved = next.done > look.done ? next.nanos : moved;
      if (next.nanos - moved > STANDSTILL.toNanos()) {
        throw new IllegalStateException(
            contender + " stands still at " + next.done + " of " + wanted + "; see its log");
      }
      look = next;
    }
    return look;
  }

  /** What was read is not all: a topology reads again what it wrote to topics of its own. */
  private Look awaitQuiet(long done) throws InterruptedException {
    Look last = look(done);
    String processed = child.ask(TopologyProcess.COUNT);
    while (System.nanoTime() - last.nanos < QUIET.toNanos()) {
      Thread.sleep(LOOK);
      String now = child.ask(TopologyProcess.COUNT);
      if (!now.equals(processed)) {
        processed = now;
        last = look(done);
      }
    }
    return last;
  }

  private Look look(long done) {
    Duration cpu =
        ProcessHandle.of(child.pid())
            .flatMap(process -> process.info().totalCpuDuration())
            .orElse(Duration.ZERO);
    return new Look(done, System.nanoTime(), cpu.toNanos());
  }

  @Override
  public void close() {
    child.close();
    backlog.close();
  }

  private record Look(long done, long nanos, long cpuNanos) {}
}
