package dev.uplink.benchmarks.outbox;

import dev.uplink.benchmarks.Ratio;
import dev.uplink.benchmarks.process.Child;
import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.process.ServerJvm;
import dev.uplink.local.Endpoints;
import dev.uplink.local.PartName;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The program behind {@code deploy/benchmarks/outbox}. */
public final class OutboxBenchmark {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(2);

  private final OutboxPlan plan;
  private final Platform platform;
  private final Child publisher;
  private final OutboxTable table;
  private final PrintStream out = System.out;

  private OutboxBenchmark(OutboxPlan plan, Platform platform, Child publisher, OutboxTable table) {
    this.plan = plan;
    this.platform = platform;
    this.publisher = publisher;
    this.table = table;
  }

  public static void main(String[] words) throws IOException, SQLException, InterruptedException {
    OutboxPlan plan = OutboxPlan.parse(words);
    try (Platform platform = Platform.start(Writers.ACCOUNT)) {
      // Makes the tables and the account; its own publisher must not help.
      platform.start(PartName.INGRESS, Map.of());
      platform.uplink().stop(PartName.INGRESS);
      Endpoints endpoints = platform.uplink().endpoints();
      try (OutboxTable table = new OutboxTable(endpoints.database());
          Child publisher =
              Child.start(
                  PublisherProcess.class,
                  ServerJvm.PRODUCTION,
                  platform.uplink().logs(),
                  endpoints.database(),
                  endpoints.kafka())) {
        table.addSpaces(Collections.max(plan.writers()));
        new OutboxBenchmark(plan, platform, publisher, table).run();
      }
    }
  }

  private void run() throws SQLException, InterruptedException {
    var _ = write(Collections.max(plan.writers()), PublisherProcess.ON, plan.warmUp());
    drain();
    for (int writers : plan.writers()) {
      List<Measured> alone = new ArrayList<>();
      List<Measured> together = new ArrayList<>();
      List<Double> drains = new ArrayList<>();
      out.printf("%n%d writers%n", writers);
      for (int pair = 0; pair < plan.pairs(); pair++) {
        alone.add(show(write(writers, PublisherProcess.OFF, plan.run()), "off"));
        drains.add(publishAlone());
        together.add(show(write(writers, PublisherProcess.ON, plan.run()), "on"));
        drain();
      }
      report(alone, drains, together);
    }
  }

  private Measured write(int writers, String word, Duration time)
      throws SQLException, InterruptedException {
    publisher.ask(PublisherProcess.OFF);
    table.empty();
    publisher.ask(word);
    try (Writers changes =
        new Writers(
            platform.uplink().endpoints().database(),
            platform.uplink().serdes().serializer(Topics.SPACES))) {
      changes.start(writers);
      Thread.sleep(plan.settle());
      return look(time);
    }
  }

  /** What was committed while nobody published, with its start; a second. */
  private double publishAlone() throws SQLException, InterruptedException {
    long waiting = table.rows().waiting();
    long begin = System.nanoTime();
    publisher.ask(PublisherProcess.ON);
    drain();
    double rate = waiting / ((System.nanoTime() - begin) / 1e9);
    out.printf("  writers   off  %,30.0f publishes/s%n", rate);
    return rate;
  }

  private Measured look(Duration time) throws SQLException, InterruptedException {
    OutboxTable.Rows before = table.rows();
    long begin = System.nanoTime();
    long oldest = 0;
    while (System.nanoTime() - begin < time.toNanos()) {
      Thread.sleep(LOOK);
      oldest = Math.max(oldest, table.oldestMillis());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return Measured.of(seconds, before, table.rows(), oldest);
  }

  /** Everything that was committed is published in the end. */
  private void drain() throws SQLException, InterruptedException {
    long begin = System.nanoTime();
    while (!table.isDrained()) {
      if (System.nanoTime() - begin > LONGEST_DRAIN.toNanos()) {
        throw new IllegalStateException(table.rows().waiting() + " changes were not published");
      }
      Thread.sleep(50);
    }
  }

  private Measured show(Measured run, String publisher) {
    out.printf(
        "  publisher %-3s  %,8.0f commits/s  %,8.0f publishes/s  %,8d waiting  oldest %,6d ms%n",
        publisher,
        run.commitsPerSecond(),
        run.publishesPerSecond(),
        run.waiting(),
        run.oldestMillis());
    return run;
  }

  private void report(List<Measured> alone, List<Double> drains, List<Measured> together) {
    List<Double> commitsAlone = alone.stream().map(Measured::commitsPerSecond).toList();
    List<Double> shares = together.stream().map(Measured::published).toList();
    out.printf("  publishes/s, of commits/s, each alone: %s%n", Ratio.of(drains, commitsAlone));
    out.printf(
        "  published of what was committed meanwhile: %.3f (%.3f to %.3f)%n",
        Ratio.median(shares), Collections.min(shares), Collections.max(shares));
    out.printf(
        "  commits/s with the publisher, of those alone: %s%n",
        Ratio.of(together.stream().map(Measured::commitsPerSecond).toList(), commitsAlone));
  }
}
