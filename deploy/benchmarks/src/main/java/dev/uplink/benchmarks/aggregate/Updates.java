package dev.uplink.benchmarks.aggregate;

import java.util.List;

/** What becomes of each run, again and again. */
enum Updates {
  /** What a scheduler tells of an ordinary run: most words are about a run that goes on. */
  LIVES("runs live through five states"),

  /** The dearest: each update ends a run or has it begin anew, and changes its commit's status. */
  ENDS("each update ends a run or restarts it");

  private final String words;

  Updates(String words) {
    this.words = words;
  }

  String state(long version) {
    List<String> states = states();
    return states.get((int) (version % states.size()));
  }

  private List<String> states() {
    return switch (this) {
      case LIVES -> List.of("QUEUED", "PREPARING", "PLANNING", "APPLYING", "FINISHED");
      case ENDS -> List.of("PLANNING", "FINISHED");
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
