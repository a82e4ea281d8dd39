package dev.uplink.schemas.access;

/**
 * What services are called at Kafka besides their topics: permissions are given to these names, so
 * they stand with the permissions. A group or an application of another name would begin anew, and
 * another transactional id would fence nobody; so none of them ever changes.
 */
public final class KafkaNames {
  /**
   * The processor's application id at Kafka Streams: also its group, and how its internal topics
   * begin.
   */
  public static final String PROCESSOR = "uplink-processor";

  /** The same of the notifier: its application id, its group, and how its internal topics begin. */
  public static final String NOTIFIER = "uplink-notifier";

  /** Group of ingress, for the list of deliveries. */
  public static final String DELIVERIES_GROUP = "uplink-ingress-deliveries";

  /** Group of ingress, for what follows a decision. */
  public static final String STORIES_GROUP = "uplink-ingress-stories";

  /** Group of ingress, for the pages of commits. */
  public static final String CHECKS_GROUP = "uplink-ingress-checks";

  /** Group of the notifier, for the statuses it delivers. */
  public static final String STATUSES_GROUP = "uplink-notifier-delivery";

  /** Group of the notifier, for the tests of integrations that people ask for. */
  public static final String PROBES_GROUP = "uplink-notifier-probes";

  /** Group of the notifier, for the processor's questions. */
  public static final String LOOKUPS_GROUP = "uplink-notifier-lookups";

  /** The same for every ingress: it is what fences a publisher that was replaced. */
  public static final String OUTBOX_TRANSACTIONS = "uplink-ingress-outbox";

  /** How the groups of run schedulers begin, where they use any. */
  public static final String SCHEDULER_GROUPS = "uplink-scheduler";

  /** How the groups of dashboards begin, where they use any. */
  public static final String DASHBOARD_GROUPS = "uplink-dashboard";

  private KafkaNames() {}
}
