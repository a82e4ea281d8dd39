package dev.uplink.notifier.aggregate;

/** The three aggregated checks. All of them are posted, also those without a run. */
public enum CheckGroup {
  TRACKED("tracked"),
  PROPOSED("proposed"),
  MODULES("modules");

  private final String word;

  CheckGroup(String word) {
    this.word = word;
  }

  /** As it stands in the key, after the prefix. */
  String word() {
    return word;
  }

  static boolean isWord(String text) {
    for (CheckGroup group : values()) {
      if (group.word.equals(text)) {
        return true;
      }
    }
    return false;
  }
}
