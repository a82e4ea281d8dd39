package dev.uplink.processor.decide;

import dev.uplink.processor.lookup.Answer;
import java.util.List;

/** Which files an event is about, as far as somebody asked. */
sealed interface ChangedFiles {

  /** Nobody had to know. */
  record NotAsked() implements ChangedFiles {}

  record Known(List<String> paths) implements ChangedFiles {}

  /**
   * Nobody can tell: then everything counts as changed.
   *
   * @param why in plain words
   */
  record Unknown(String why) implements ChangedFiles {}

  static ChangedFiles of(Answer answer) {
    return switch (answer) {
      case Answer.Paths(List<String> paths) -> new Known(paths);
      case Answer.None(String why) -> new Unknown(why);
      case Answer.Commit _, Answer.Account _ -> new Unknown("the answer names no files");
    };
  }
}
