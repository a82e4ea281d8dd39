package dev.uplink.e2e;

import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a scheduler says of some runs, and what Bitbucket must show when all of it was said: worked
 * out from the reports alone.
 */
final class ReportedRuns {
  private static final List<String> ON_THE_WAY =
      List.of("QUEUED", "PREPARING", "PLANNING", "APPLYING");
  private static final List<String> ENDS =
      List.of("FINISHED", "FINISHED", "FAILED", "DISCARDED", "STOPPED", "CANCELED");

  /** One report, as it is sent. */
  record Report(String runId, String state, long version) {}

  private final List<RunCommand> commands;
  private final List<Report> reports = new ArrayList<>();

  /** Of each run its states in any order, some of them twice; one in five is not over. */
  ReportedRuns(List<RunCommand> commands, Random random) {
    this.commands = commands;
    for (RunCommand command : commands) {
      List<Report> ofRun = new ArrayList<>();
      for (String state : ON_THE_WAY) {
        ofRun.add(new Report(command.getRunId(), state, ofRun.size() + 1));
      }
      if (random.nextInt(5) > 0) {
        String end = ENDS.get(random.nextInt(ENDS.size()));
        ofRun.add(new Report(command.getRunId(), end, ofRun.size() + 1));
      }
      ofRun.add(ofRun.get(random.nextInt(ofRun.size())));
      reports.addAll(ofRun);
    }
    Collections.shuffle(reports, random);
  }

  /** One of several parts of what is said. */
  List<Report> part(int number, int of) {
    return reports.subList(number * reports.size() / of, (number + 1) * reports.size() / of);
  }

  Set<String> commits() {
    return commands.stream().map(RunCommand::getCommitSha).collect(Collectors.toSet());
  }

  /** By commit and key, as {@code STATE} or, of groups, {@code STATE name}. */
  Map<String, String> expected() {
    Map<String, String> expected = new TreeMap<>();
    Map<String, List<RunCommand>> commits = new HashMap<>();
    for (RunCommand command : commands) {
      String commit = command.getCommitSha();
      commits.computeIfAbsent(commit, sha -> new ArrayList<>()).add(command);
      expected.put(commit + " spacelift/" + command.getTargetSlug(), state(command));
    }
    commits.forEach(
        (commit, runs) -> {
          for (String group : List.of("tracked", "proposed", "modules")) {
            List<String> states =
                runs.stream()
                    .filter(run -> group(run.getRunType()).equals(group))
                    .map(this::state)
                    .map(state -> state.equals("CANCELLED") ? "STOPPED" : state)
                    .toList();
            String name = "spacelift/" + group;
            expected.put(
                commit + " " + name, worst(states, runs.getFirst()) + " " + name + counts(states));
          }
        });
    return expected;
  }

  private String state(RunCommand command) {
    String said =
        reports.stream()
            .filter(report -> report.runId().equals(command.getRunId()))
            .max((one, other) -> Long.compare(one.version(), other.version()))
            .map(Report::state)
            .orElseThrow();
    return switch (said) {
      case "FINISHED" -> "SUCCESSFUL";
      case "FAILED", "DISCARDED" -> "FAILED";
      case "STOPPED", "CANCELED" -> stopped(command);
      default -> "INPROGRESS";
    };
  }

  private static String stopped(RunCommand command) {
    return switch (command.getProvider()) {
      case BITBUCKET_CLOUD -> "STOPPED";
      case BITBUCKET_DATACENTER -> "CANCELLED";
      case UNKNOWN -> throw new AssertionError("a command of no product");
    };
  }

  private static String worst(List<String> states, RunCommand one) {
    for (String state : List.of("FAILED", "INPROGRESS", "STOPPED")) {
      if (states.contains(state)) {
        return state.equals("STOPPED") ? stopped(one) : state;
      }
    }
    return "SUCCESSFUL";
  }

  private static String counts(List<String> states) {
    Map<String, String> words =
        Map.of(
            "FAILED", "failed",
            "INPROGRESS", "in progress",
            "STOPPED", "stopped",
            "SUCCESSFUL", "succeeded");
    List<String> counts = new ArrayList<>();
    for (String state : List.of("FAILED", "INPROGRESS", "STOPPED", "SUCCESSFUL")) {
      int count = Collections.frequency(states, state);
      if (count > 0) {
        counts.add(count + " " + Objects.requireNonNull(words.get(state)));
      }
    }
    return counts.isEmpty() ? ": 0 runs" : ": " + String.join(", ", counts);
  }

  private static String group(RunType type) {
    return switch (type) {
      case TRACKED -> "tracked";
      case PROPOSED -> "proposed";
      case MODULE_TRACKED, MODULE_PROPOSED -> "modules";
      case UNKNOWN -> throw new AssertionError("a command of no type");
    };
  }
}
