package dev.uplink.schemas.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;

/**
 * Who comes to Kafka, each as a user of its own, with all that it may do and nothing more. What
 * concerns topics follows from the catalogue's writers and readers. Nobody has a right on the
 * cluster; a producer needs none to be idempotent.
 */
public enum Principal {
  INGRESS,
  PROCESSOR,
  NOTIFIER,
  /** A run scheduler: takes commands, and reads what it reported itself. */
  SCHEDULER,
  /** A board, or any other program that only reads. */
  DASHBOARD,
  /** Makes the catalogue's topics before the services come; comes at no other time. */
  PROVISIONER,
  /** Looks through all topics after the registry was lost, in no group; comes at no other time. */
  RECOVERY,
  /** Decides past deliveries anew, to tell what would be otherwise; in no group. */
  REPLAYER;

  /** What decides, and what was decided and asked then. */
  private static final List<Topic<?>> PAST =
      List.of(
          Topics.ACCOUNTS,
          Topics.SPACES,
          Topics.INTEGRATIONS,
          Topics.STACKS,
          Topics.MODULES,
          Topics.WEBHOOKS,
          Topics.DECISIONS,
          Topics.LOOKUP_RESULTS,
          Topics.DEAD_LETTERS);

  /** The name it logs in with. */
  public String user() {
    return "uplink-" + name().toLowerCase(Locale.ROOT);
  }

  /** What it may do, in a fixed order. */
  public SortedSet<Permission> permissions() {
    Stream<Permission> all =
        switch (this) {
          case INGRESS ->
              join(
                  List.of(
                      flow(Service.INGRESS),
                      contract(Service.INGRESS),
                      groups(
                          KafkaNames.DELIVERIES_GROUP,
                          KafkaNames.STORIES_GROUP,
                          KafkaNames.CHECKS_GROUP),
                      Stream.of(
                          Permission.on(TRANSACTIONAL_ID, KafkaNames.OUTBOX_TRANSACTIONS, WRITE))));
          case PROCESSOR ->
              join(
                  List.of(
                      flow(Service.PROCESSOR),
                      contract(Service.PROCESSOR),
                      streams(KafkaNames.PROCESSOR)));
          case NOTIFIER ->
              join(
                  List.of(
                      flow(Service.NOTIFIER),
                      contract(Service.NOTIFIER),
                      streams(KafkaNames.NOTIFIER),
                      groups(
                          KafkaNames.STATUSES_GROUP,
                          KafkaNames.PROBES_GROUP,
                          KafkaNames.LOOKUPS_GROUP)));
          case SCHEDULER ->
              join(
                  List.of(
                      flow(Service.SCHEDULERS),
                      Stream.of(Permission.under(GROUP, KafkaNames.SCHEDULER_GROUPS, READ))));
          case DASHBOARD ->
              join(
                  List.of(
                      flow(Service.DASHBOARDS),
                      Stream.of(Permission.under(GROUP, KafkaNames.DASHBOARD_GROUPS, READ))));
          case PROVISIONER ->
              Topics.ALL.stream().map(topic -> Permission.on(TOPIC, topic.name(), CREATE));
          case RECOVERY -> read(Topics.ALL);
          case REPLAYER -> read(PAST);
        };
    return all.collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  /** What an authorizer that denies everything else has to be told of it. */
  public List<AclBinding> bindings() {
    return permissions().stream().map(permission -> permission.binding(user())).toList();
  }

  /** What is written and read, as the catalogue says. */
  private static Stream<Permission> flow(Service service) {
    return Topics.ALL.stream()
        .flatMap(
            topic ->
                Stream.concat(
                    topic.writers().contains(service)
                        ? Stream.of(Permission.on(TOPIC, topic.name(), WRITE))
                        : Stream.of(),
                    topic.readers().contains(service)
                        ? Stream.of(Permission.on(TOPIC, topic.name(), READ))
                        : Stream.of()));
  }

  private static Stream<Permission> read(List<? extends Topic<?>> topics) {
    return topics.stream().map(topic -> Permission.on(TOPIC, topic.name(), READ));
  }

  /** What a service needs to compare each of its topics with the catalogue at its start. */
  private static Stream<Permission> contract(Service service) {
    return Topics.ALL.stream()
        .filter(topic -> touches(service, topic))
        .map(topic -> Permission.on(TOPIC, topic.name(), DESCRIBE_CONFIGS));
  }

  private static boolean touches(Service service, Topic<?> topic) {
    return topic.writers().contains(service) || topic.readers().contains(service);
  }

  /**
   * Kafka Streams makes its internal topics itself, and takes out of those between two parts of a
   * topology what has been read. Their names and transactional ids begin with the application's.
   */
  private static Stream<Permission> streams(String application) {
    String own = application + "-";
    return Stream.concat(
        groups(application),
        Stream.of(
            Permission.under(TOPIC, own, CREATE),
            Permission.under(TOPIC, own, READ),
            Permission.under(TOPIC, own, WRITE),
            Permission.under(TOPIC, own, DELETE),
            Permission.under(TRANSACTIONAL_ID, own, WRITE)));
  }

  private static Stream<Permission> groups(String... groups) {
    return Stream.of(groups).map(group -> Permission.on(GROUP, group, READ));
  }

  private static Stream<Permission> join(List<Stream<Permission>> parts) {
    return parts.stream().flatMap(part -> part);
  }
}
