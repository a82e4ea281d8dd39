package dev.uplink.e2e.audit;

/** What can be found broken. */
enum Promise {
  /** Whoever got a 202 for a delivery finds it on the webhooks topic. */
  ACCEPTED_IS_PUBLISHED(Healing.NEVER),
  /** Each delivery and trigger ends in a decision or a dead letter. */
  EVERY_DELIVERY_ENDS(Healing.WITH_TIME),
  /** It ends once. */
  A_DELIVERY_ENDS_ONCE(Healing.NEVER),
  /** Nothing is decided that did not arrive. */
  A_DECISION_HAS_A_CAUSE(Healing.NEVER),
  /** Decisions of one repository leave in the order its events arrived. */
  DECISIONS_KEEP_ORDER(Healing.NEVER),
  /** No command twice, and no run started twice. */
  A_COMMAND_IS_GIVEN_ONCE(Healing.NEVER),
  /** A run that a decision started or stopped has its command. */
  A_RUN_HAS_ITS_COMMAND(Healing.WITH_TIME),
  /** A command starts or stops what a decision names. */
  A_COMMAND_HAS_ITS_DECISION(Healing.WITH_TIME),
  /** Rejected outcomes and rejections are the same, one by one. */
  REJECTIONS_ARE_TOLD(Healing.WITH_TIME),
  /** A record that cannot be read is a dead letter, once per service. */
  UNREADABLE_IS_A_DEAD_LETTER(Healing.WITH_TIME),
  /** A report on a known run is not given up. */
  A_REPORT_COUNTS(Healing.NEVER),
  /** Each commit has the statuses that its decisions and run updates say. */
  A_STATUS_SAYS_WHAT_RUNS_SAY(Healing.WITH_TIME),
  /** Revisions of a status only grow. */
  A_STATUS_MOVES_FORWARD(Healing.NEVER),
  /** Nothing is shown for a commit that nothing was started for. */
  A_STATUS_HAS_A_CAUSE(Healing.WITH_TIME),
  /** The newest revision of a status was told to Bitbucket, or given up with a reason. */
  A_STATUS_IS_DELIVERED(Healing.WITH_TIME),
  /** Bitbucket shows the state that was delivered. */
  BITBUCKET_SHOWS_IT(Healing.WITH_TIME);

  private enum Healing {
    WITH_TIME,
    NEVER
  }

  private final Healing healing;

  Promise(Healing healing) {
    this.healing = healing;
  }

  /** Whether it may be kept yet: the system may still be at work. */
  boolean mayBeKeptLater() {
    return healing == Healing.WITH_TIME;
  }
}
