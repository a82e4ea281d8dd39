package dev.uplink.ingress.controlplane.targets;

/** What a run belongs to. */
public enum TargetKind {
  STACK("stack"),
  MODULE("module");

  private final String word;

  TargetKind(String word) {
    this.word = word;
  }

  /** What sentences call it. */
  String word() {
    return word;
  }
}
