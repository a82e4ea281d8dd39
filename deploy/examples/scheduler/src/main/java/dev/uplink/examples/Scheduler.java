package dev.uplink.examples;

import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.run.RunStates;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts a program for each run and says how it goes. Commands say what should be, updates what is;
 * each step makes the second like the first, so a command that is read again changes nothing.
 */
final class Scheduler {
  private final Map<String, RunCommand> wanted = new LinkedHashMap<>();
  private final Set<String> unwanted = new HashSet<>();
  private final Map<String, RunUpdate> told = new HashMap<>();
  private final Map<String, Process> processes = new HashMap<>();
  private final RunTopics topics;
  private final List<String> program;

  /** Reads all there is before it does anything: much was stopped, or has ended, long ago. */
  Scheduler(RunTopics topics, List<String> program) {
    this.topics = topics;
    this.program = program;
    topics.readToEnd(this::obey, this::recall);
  }

  /** Hears what is new, then does for each run what is to be done. */
  void step() throws Exception {
    topics.read(this::obey, this::recall);
    for (RunCommand run : wanted.values()) {
      advance(run, told.get(run.getRunId()), processes.get(run.getRunId()));
    }
  }

  private void recall(RunUpdate update) {
    told.merge(
        update.getRunId(), update, (a, b) -> a.getStateVersion() > b.getStateVersion() ? a : b);
  }

  private void obey(RunCommand command) {
    String run = command.getRunId();
    switch (command.getAction()) {
      case START -> wanted.putIfAbsent(run, command);
      case UPDATE -> wanted.replace(run, command); // it has all that the START had
      case STOP -> unwanted.add(run);
      case UNKNOWN -> {} // what a later version may ask for
    }
  }

  private void advance(RunCommand run, @Nullable RunUpdate last, @Nullable Process process)
      throws Exception {
    String state = state(run.getRunId(), last, process);
    String word =
        run.getPullRequestId() == null ? null : "for pull request " + run.getPullRequestId();
    if (last == null
        || !state.equals(last.getState())
        || !Objects.equals(word, last.getMessage())) {
      long version = last == null ? 1 : last.getStateVersion() + 1;
      told.put(run.getRunId(), topics.tell(run.getRunId(), state, version, word));
    }
    if (process == null && !RunStates.FINAL.contains(state)) {
      processes.put(run.getRunId(), start(run));
    } else if (process != null && RunStates.FINAL.contains(state)) {
      process.destroy();
    }
  }

  private String state(String run, @Nullable RunUpdate last, @Nullable Process process) {
    if (last != null && RunStates.FINAL.contains(last.getState())) {
      return last.getState();
    } else if (unwanted.contains(run)) {
      return "STOPPED";
    } else if (process == null || process.isAlive()) {
      return "PERFORMING";
    }
    return process.exitValue() == 0 ? "FINISHED" : "FAILED";
  }

  private Process start(RunCommand run) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program).inheritIO();
    builder.environment().put("RUN_ID", run.getRunId());
    builder.environment().put("COMMIT_SHA", run.getCommitSha());
    return builder.start();
  }
}
