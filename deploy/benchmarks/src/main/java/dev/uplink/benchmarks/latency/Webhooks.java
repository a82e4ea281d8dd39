package dev.uplink.benchmarks.latency;

import dev.uplink.benchmarks.load.Pacer;
import dev.uplink.benchmarks.setup.Target;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** From a push that is due to the run command that a scheduler can read. */
final class Webhooks implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The run that a commit started, by the commit. */
  private final Map<String, String> runs = new ConcurrentHashMap<>();

  private final HttpClient http;
  private final List<Target> targets;
  private final Watch<RunCommand> commands;
  private volatile Stopwatch stopwatch = new Stopwatch();
  private long commits = System.nanoTime();

  Webhooks(HttpClient http, List<Target> targets, String kafka, AvroSerdes serdes) {
    this.http = http;
    this.targets = targets;
    this.commands =
        new Watch<>(
            kafka,
            Topics.RUN_COMMANDS.name(),
            serdes.deserializer(Topics.RUN_COMMANDS),
            (record, nanos) -> readable(record.value(), nanos));
  }

  private void readable(RunCommand command, long nanos) {
    // One that was given up for its lateness must not lengthen the next stage.
    if (command.getAction() == RunAction.START && stopwatch.isRunning(command.getCommitSha())) {
      runs.put(command.getCommitSha(), command.getRunId());
      stopwatch.ends(command.getCommitSha(), nanos);
    }
  }

  /** Until each target's pushes start runs: a catalogue takes a moment to reach the processor. */
  void awaitTargets() throws InterruptedException {
    for (int round = 0; round < 30; round++) {
      if (measure(targets.size(), targets.size(), Duration.ofSeconds(3)).missing() == 0) {
        return;
      }
    }
    throw new IllegalStateException("the processor does not know all targets; see its log");
  }

  Times measure(double rate, int count) throws InterruptedException {
    return measure(rate, count, PATIENCE);
  }

  private Times measure(double rate, int count, Duration patience) throws InterruptedException {
    Stopwatch current = new Stopwatch();
    stopwatch = current;
    new Pacer(rate)
        .run(
            count,
            (number, due) -> {
              String commit =
                  "00000000" + "00000000" + "00000000" + HexFormat.of().toHexDigits(commits++);
              current.begins(commit, due);
              var _ =
                  http.sendAsync(
                      targets.get(number % targets.size()).push(commit), BodyHandlers.discarding());
            });
    return current.times(patience);
  }

  /** The runs that were started since this was asked last, by their commits. */
  Map<String, String> takeRuns() {
    Map<String, String> taken = Map.copyOf(runs);
    runs.clear();
    return taken;
  }

  @Override
  public void close() {
    commands.close();
  }
}
