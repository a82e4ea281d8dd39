package dev.uplink.schemas;

import java.time.Duration;

/**
 * Every limit that two parts must agree on. Producer, topic and broker sizes derive from these;
 * tests stand at, one under and one over each.
 */
public final class Limits {
  /** Bytes of a webhook's body. */
  public static final int WEBHOOK_BODY_BYTES = 2 * 1024 * 1024;

  /** Bytes of a record on uplink.webhooks: a body and what is said about it. */
  public static final int WEBHOOK_RECORD_BYTES = 3 * 1024 * 1024;

  /** Bytes of a dead letter: any record of the system but a decision, and what is said about it. */
  public static final int DEAD_LETTER_RECORD_BYTES = 4 * 1024 * 1024;

  /** Bytes of a decision: the most outcomes, with the longest names. */
  public static final int DECISION_RECORD_BYTES = 8 * 1024 * 1024;

  /** Bytes of any other record. */
  public static final int RECORD_BYTES = 1024 * 1024;

  /** Refs in one push. */
  public static final int REFS_PER_PUSH = 100;

  /** UTF-8 bytes of a ref's name, so that the most outcomes of one push still fit a decision. */
  public static final int REF_NAME_BYTES = 1_024;

  /** Stacks and modules of one repository. */
  public static final int TARGETS_PER_REPOSITORY = 5_000;

  /** Outcomes of one decision. */
  public static final int OUTCOMES_PER_DECISION = 5_000;

  /** Questions to Bitbucket for one event; what is not asked counts as not known. */
  public static final int LOOKUPS_PER_EVENT = 100;

  /** Events of one repository that may wait for answers; above it the oldest waits no longer. */
  public static final int EVENTS_WAITING = 1_000;

  /** How long an event waits for answers. */
  public static final Duration LOOKUP_WAIT = Duration.ofMinutes(2);

  /** How long an answer of Bitbucket is good for the same question. */
  public static final Duration LOOKUP_ANSWERS_KEPT = Duration.ofHours(1);

  /** The highest limit that an account may set to the runs of one event. */
  public static final int HIGHEST_RUN_LIMIT = 500;

  /** Paths in the answer to a lookup; with more it is truncated, and all counts as changed. */
  public static final int LOOKUP_PATHS = 10_000;

  /** UTF-8 bytes of those paths together. */
  public static final int LOOKUP_PATH_BYTES = 512 * 1024;

  /** Levels of nesting of a webhook's JSON. */
  public static final int JSON_DEPTH = 200;

  /** Hashes kept of a branch's history. */
  public static final int HASHES_PER_BRANCH = 1_000;

  /** Largest integer that every client can read, some of which know floating point only. */
  public static final long LARGEST_INTEGER = (1L << 53) - 1;

  /** Test cases of one run of a module. */
  public static final int TEST_CASES_PER_RUN = 100;

  /** How long a run update may wait for the decision that started its run. */
  public static final Duration RUN_UPDATE_WAIT = Duration.ofMinutes(10);

  /**
   * How long the API credentials of a deleted integration are kept, for the last statuses of its
   * runs. With the time a sweep may be late and a copy in memory lives they are gone in an hour.
   */
  public static final Duration DELETED_CREDENTIALS_KEPT = Duration.ofMinutes(45);

  private Limits() {}
}
