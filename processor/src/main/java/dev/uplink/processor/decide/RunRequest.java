package dev.uplink.processor.decide;

/**
 * That a target run a commit.
 *
 * @param known what the changed files say, if they matter
 * @param again what an earlier run of the same kind means
 * @param fromFork whether the commit comes from a fork
 */
record RunRequest(
    Candidate candidate,
    Subject subject,
    RunKey key,
    ChangedFiles known,
    Again again,
    boolean fromFork) {

  /** What an earlier run of the same target, commit and type means. */
  enum Again {
    /** There is one already. */
    SAME_RUN,
    /**
     * There is one already while it is the target's last tracked run; a branch that returned to the
     * commit runs anew.
     */
    SAME_WHILE_HEAD,
    /** Another one was asked for. */
    ANOTHER
  }

  Target target() {
    return candidate.target();
  }
}
