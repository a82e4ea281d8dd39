package dev.uplink.kubernetes;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who comes to Kafka, and what each may do there. Topics follow from the catalogue's writers and
 * readers; reading and writing let them describe, too.
 */
final class Grants {
  /** Comes from KEDA, to see how far behind a group is. */
  static final String SCALING = "uplink-scaling";

  private Grants() {}

  /** By user, in a fixed order. */
  static Map<String, List<AclBinding>> all() {
    Map<String, List<AclBinding>> all = new LinkedHashMap<>();
    put(
        all,
        "uplink-ingress",
        flow(Service.INGRESS),
        contract(Service.INGRESS),
        // Its rebuild-catalogue compares what it wrote.
        Topics.ALL.stream()
            .filter(topic -> topic.key().equals(Topics.ACCOUNTS.key()))
            .map(topic -> on(TOPIC, LITERAL, topic.name(), READ)),
        groups("uplink-ingress-deliveries", "uplink-ingress-stories", "uplink-ingress-checks"),
        Stream.of(on(TRANSACTIONAL_ID, LITERAL, "uplink-ingress-outbox", WRITE)));
    put(
        all,
        "uplink-processor",
        flow(Service.PROCESSOR),
        contract(Service.PROCESSOR),
        streams("uplink-processor"));
    put(
        all,
        "uplink-notifier",
        flow(Service.NOTIFIER),
        contract(Service.NOTIFIER),
        streams("uplink-notifier"),
        groups("uplink-notifier-delivery", "uplink-notifier-probes", "uplink-notifier-lookups"));
    put(
        all,
        "uplink-scheduler",
        flow(Service.SCHEDULERS),
        Stream.of(on(GROUP, PREFIXED, "uplink-scheduler", READ)));
    put(
        all,
        "uplink-dashboard",
        flow(Service.DASHBOARDS),
        Stream.of(on(GROUP, PREFIXED, "uplink-dashboard", READ)));
    put(
        all,
        SCALING,
        Stream.of(Topics.WEBHOOKS, Topics.DECISIONS, Topics.RUN_UPDATES)
            .map(topic -> on(TOPIC, LITERAL, topic.name(), DESCRIBE)),
        Stream.of("uplink-processor", "uplink-notifier")
            .map(group -> on(GROUP, LITERAL, group, DESCRIBE)));
    return all;
  }

  private static Stream<Grant> flow(Service service) {
    return Stream.concat(
        Topics.ALL.stream()
            .filter(topic -> topic.writers().contains(service))
            .map(topic -> on(TOPIC, LITERAL, topic.name(), WRITE)),
        Topics.ALL.stream()
            .filter(topic -> topic.readers().contains(service))
            .map(topic -> on(TOPIC, LITERAL, topic.name(), READ)));
  }

  /** At the start each of its topics is compared with the catalogue. */
  private static Stream<Grant> contract(Service service) {
    return Topics.ALL.stream()
        .filter(topic -> touches(service, topic))
        .map(topic -> on(TOPIC, LITERAL, topic.name(), DESCRIBE_CONFIGS));
  }

  private static boolean touches(Service service, Topic<?> topic) {
    return topic.writers().contains(service) || topic.readers().contains(service);
  }

  /** It makes its internal topics itself, and takes out of them what has been read. */
  private static Stream<Grant> streams(String application) {
    String own = application + "-";
    return Stream.concat(
        groups(application),
        Stream.concat(
            Stream.of(CREATE, DELETE, READ, WRITE).map(may -> on(TOPIC, PREFIXED, own, may)),
            Stream.of(on(TRANSACTIONAL_ID, PREFIXED, own, WRITE))));
  }

  private static Stream<Grant> groups(String... groups) {
    return Stream.of(groups).map(group -> on(GROUP, LITERAL, group, READ));
  }

  @SafeVarargs
  private static void put(Map<String, List<AclBinding>> all, String user, Stream<Grant>... grants) {
    List<AclBinding> bindings = new ArrayList<>();
    for (Stream<Grant> part : grants) {
      part.map(one -> one.to(user)).filter(one -> !bindings.contains(one)).forEach(bindings::add);
    }
    all.put(user, bindings);
  }

  private static Grant on(
      ResourceType type, PatternType pattern, String name, AclOperation operation) {
    return new Grant(new ResourcePattern(type, name, pattern), operation);
  }

  private record Grant(ResourcePattern on, AclOperation operation) {
    AclBinding to(String user) {
      return new AclBinding(
          on, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
  }
}
