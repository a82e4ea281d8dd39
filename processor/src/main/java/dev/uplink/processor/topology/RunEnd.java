package dev.uplink.processor.topology;

import dev.uplink.schemas.id.RunId;

/** That a run has ended, as its scheduler says. Kept as text, {@code {state} {runId}}. */
record RunEnd(RunId run, String state) {
  static RunEnd parse(String text) {
    int space = text.indexOf(' ');
    return new RunEnd(new RunId(text.substring(space + 1)), text.substring(0, space));
  }

  String text() {
    return state + " " + run;
  }
}
