package dev.uplink.benchmarks.decide;

import dev.uplink.benchmarks.topology.Contender;
import dev.uplink.benchmarks.topology.PassThrough;
import dev.uplink.benchmarks.topology.Restored;
import dev.uplink.benchmarks.topology.Throughput;
import dev.uplink.benchmarks.topology.Track;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The program behind {@code deploy/benchmarks/decide}. */
public final class DecideBenchmark {
  /** With one stack each, so that what is compared is an event and not the size of its answer. */
  private static final int REPOSITORIES = 100;

  private static final String HERE = "here";
  private static final String ELSEWHERE = "elsewhere";

  private final DecidePlan plan;
  private final PrintStream out = System.out;

  private DecideBenchmark(DecidePlan plan) {
    this.plan = plan;
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    DecideBenchmark benchmark = new DecideBenchmark(DecidePlan.parse(words));
    try (Scene few = Scene.open();
        Scene many = Scene.open()) {
      few.addStacks(HERE, REPOSITORIES, 1);
      few.addStacks(ELSEWHERE, benchmark.plan.fewStacks(), 1);
      many.addStacks(HERE, REPOSITORIES, 1);
      many.addStacks(ELSEWHERE, benchmark.plan.manyStacks(), 1);
      benchmark.compare(few, many);
      benchmark.grow(few);
      benchmark.lose(many);
    }
  }

  /**
   * The topology and one that decides nothing; the topology with few stacks and with many; what
   * repositories tell from day to day.
   */
  private void compare(Scene few, Scene many) throws InterruptedException {
    few.platform().createTopicLikeWebhooks(PassThrough.OUT);
    few.addPushes(HERE, REPOSITORIES, plan.events());
    many.addPushes(HERE, REPOSITORIES, plan.events());
    try (Track passing = track(few, Contender.WEBHOOKS_PASSED_THROUGH);
        Track deciding = track(few, Contender.PROCESSOR);
        Track decidingAmongMany = track(many, Contender.PROCESSOR)) {
      out.printf("%n%,d events with one run each, one thread, exactly once%n", plan.events());
      List<List<Throughput>> measured = takeTurns(List.of(passing, deciding, decidingAmongMany));
      reportRatio(measured);
      out.printf(
          "  processor time of an event, %,d other stacks against %,d: %s%n",
          plan.manyStacks(),
          plan.fewStacks(),
          Throughput.ratio(measured.get(2), measured.get(1), Throughput::cpuMicros));
      out.printf(
          "  events/s, %,d other stacks against %,d: %s%n",
          plan.manyStacks(),
          plan.fewStacks(),
          Throughput.ratio(measured.get(2), measured.get(1), Throughput::perSecond));

      deciding.emptyInput();
      few.addLives(HERE, REPOSITORIES, plan.events());
      out.printf("%n%,d events of pull requests' lives%n", plan.events());
      reportRatio(takeTurns(List.of(passing, deciding)));
    }
  }

  /**
   * @return what was measured of each, in their order
   */
  private List<List<Throughput>> takeTurns(List<Track> tracks) throws InterruptedException {
    List<List<Throughput>> measured = new ArrayList<>();
    tracks.forEach(track -> measured.add(new ArrayList<>()));
    for (int round = -plan.warmUps(); round < plan.pairs(); round++) {
      for (int each = 0; each < tracks.size(); each++) {
        Throughput throughput = tracks.get(each).run();
        out.printf(
            "  %-8s %-44s %s%n",
            round < 0 ? "warm-up" : "",
            tracks.get(each).contender() + (each == 2 ? " among many stacks" : ""),
            throughput);
        if (round >= 0) {
          measured.get(each).add(throughput);
        }
      }
    }
    return measured;
  }

  /**
   * @param measured of the pass-through, then of the topology
   */
  private void reportRatio(List<List<Throughput>> measured) {
    out.printf(
        "  events/s, of the pass-through's: %s%n",
        Throughput.ratio(measured.get(1), measured.get(0), Throughput::perSecond));
  }

  /** One repository with more and more stacks, of which each push starts a run. */
  private void grow(Scene scene) throws InterruptedException {
    out.printf("%nStacks of one repository%n");
    try (Track deciding = track(scene, Contender.PROCESSOR)) {
      for (int size : plan.sizes()) {
        scene.addStacks("of-" + size, 1, size);
      }
      List<Point> points = new ArrayList<>();
      for (int size : plan.sizes()) {
        deciding.emptyInput();
        scene.addPushes("of-" + size, 1, Math.max(10, plan.outcomes() / size));
        var _ = deciding.run();
        Throughput throughput = deciding.run();
        Point point = new Point(size, 1e6 / throughput.perSecond());
        out.printf("  %,6d stacks  %s%s%n", size, throughput, slope(points, point));
        points.add(point);
      }
    }
  }

  private static String slope(List<Point> smaller, Point point) {
    return smaller.isEmpty()
        ? ""
        : "   %.1f us for each stack more".formatted(point.slopeSince(smaller.getFirst()));
  }

  /** A week's deliveries are remembered; then the disk is gone. */
  private void lose(Scene scene) throws InterruptedException {
    out.printf(
        "%nLocal disk lost, with %,d stacks and %,d deliveries and their runs%n",
        plan.manyStacks() + REPOSITORIES, plan.week());
    try (Track deciding = track(scene, Contender.PROCESSOR)) {
      deciding.emptyInput();
      scene.addPushes(HERE, REPOSITORIES, plan.week());
      Restored restored = deciding.runAndRestore(Scene.CATALOGUE);
      double seconds = restored.started().took().toMillis() / 1e3;
      out.printf(
          "  %.1f s until the first event is decided, %,d records (%,.0f/s), %,.1f MB on the"
              + " broker%n",
          seconds,
          restored.started().restored(),
          restored.started().restored() / seconds,
          restored.bytes() / 1e6);
    }
  }

  private static Track track(Scene scene, Contender contender) {
    // What it asks the notifier is answered by nobody here, and nothing of it is asked.
    return new Track(
        scene.platform(), contender, Topics.WEBHOOKS.name(), List.of(Topics.RUN_COMMANDS.name()));
  }
}
