package dev.uplink.ingress.controlplane.delivery;

/**
 * What deliveries can be asked for by: what became of them, or of at least one of their targets.
 * The table has an index with each condition, which the planner only finds by its very words.
 */
enum AskedOutcome {
  PENDING("d.decided_at IS NULL AND d.dead_letter_at IS NULL"),
  STARTED("d.started > 0"),
  STOPPED("d.stopped > 0"),
  DEDUPLICATED("d.deduplicated > 0"),
  IGNORED("(d.ignored > 0 OR d.ignored_reason IS NOT NULL)"),
  REJECTED("d.rejected > 0"),
  DEAD_LETTER("d.dead_letter_at IS NOT NULL");

  private final String condition;

  AskedOutcome(String condition) {
    this.condition = condition;
  }

  /** The condition in SQL, about a delivery {@code d}. */
  String condition() {
    return condition;
  }
}
