package dev.uplink.notifier.aggregate;

/** The types of runs that appear at a commit. */
public enum RunKind {
  TRACKED(CheckGroup.TRACKED),
  PROPOSED(CheckGroup.PROPOSED),
  MODULE_TRACKED(CheckGroup.MODULES),
  MODULE_PROPOSED(CheckGroup.MODULES);

  private final CheckGroup group;

  RunKind(CheckGroup group) {
    this.group = group;
  }

  public CheckGroup group() {
    return group;
  }
}
