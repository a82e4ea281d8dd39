package dev.uplink.local.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which run stands where, and which is due to move on. It does not read the clock. A run's version
 * is the number of its updates, so what was published before a restart says where to go on.
 */
final class RunLedger {
  private static final int REMEMBERED = 100_000;

  private record Position(long version, boolean ended) {}

  private record Running(List<Step> script, Instant due) {}

  private final Duration pace;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Map<String, Position> positions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Position> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The pace is how long a run stays in each state. */
  RunLedger(Duration pace) {
    this.pace = pace;
  }

  /** Published earlier, before this ledger began. */
  void recall(String runId, long version, boolean ended) {
    Position known = position(runId);
    if (version > known.version()) {
      positions.put(runId, new Position(version, ended));
    }
  }

  /** What is to be published at once; starting a known run or stopping an ended one is nothing. */
  List<RunReport> order(RunOrder order, Instant now) {
    return switch (order.kind()) {
      case START -> {
        if (!position(order.runId()).ended()) {
          running.putIfAbsent(order.runId(), new Running(RunScript.of(order), now));
        }
        yield due(now);
      }
      case STOP -> stop(order.runId(), now);
      case NOTE -> List.of();
    };
  }

  /** Moves every run on whose time has come. */
  List<RunReport> due(Instant now) {
    List<RunReport> reports = new ArrayList<>();
    Iterator<Map.Entry<String, Running>> runs = running.entrySet().iterator();
    while (runs.hasNext()) {
      Map.Entry<String, Running> entry = runs.next();
      Running run = entry.getValue();
      if (!run.due().isAfter(now)) {
        int done = (int) position(entry.getKey()).version();
        RunReport report = report(entry.getKey(), run.script().get(done), now);
        reports.add(report);
        if (report.step().state().isEnd()) {
          runs.remove();
        } else {
          entry.setValue(new Running(run.script(), now.plus(pace)));
        }
      }
    }
    return reports;
  }

  private List<RunReport> stop(String runId, Instant now) {
    running.remove(runId);
    return position(runId).ended()
        ? List.of()
        : List.of(report(runId, Step.to(RunState.STOPPED), now));
  }

  private RunReport report(String runId, Step step, Instant at) {
    long version = position(runId).version() + 1;
    positions.put(runId, new Position(version, step.state().isEnd()));
    return new RunReport(runId, version, step, at);
  }

  private Position position(String runId) {
    return positions.getOrDefault(runId, new Position(0, false));
  }
}
