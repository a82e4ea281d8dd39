package dev.uplink.kubernetes;

import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
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

/** Who comes to Kafka here: whom the code knows, and who scales. */
final class KafkaUsers {
  /** Comes from KEDA, to see how far behind a group is. */
  static final String SCALING = "uplink-scaling";

  private static final List<Principal> RECOVERING = List.of(Principal.RECOVERY, Principal.REPLAYER);

  private KafkaUsers() {}

  /** What each may do who comes every day, in a fixed order. */
  static Map<String, List<AclBinding>> everyDay() {
    Map<String, List<AclBinding>> all = new LinkedHashMap<>();
    Stream.of(Principal.values())
        // Strimzi makes the topics, as nobody that is listed.
        .filter(principal -> principal != Principal.PROVISIONER)
        .filter(principal -> !RECOVERING.contains(principal))
        .forEach(principal -> all.put(principal.user(), principal.bindings()));
    all.put(
        SCALING,
        Stream.concat(
                Stream.of(Topics.WEBHOOKS, Topics.DECISIONS, Topics.RUN_UPDATES)
                    .map(Topic::name)
                    .map(name -> describe(ResourceType.TOPIC, name)),
                Stream.of(KafkaNames.PROCESSOR, KafkaNames.NOTIFIER)
                    .map(name -> describe(ResourceType.GROUP, name)))
            .toList());
    return all;
  }

  /** What may be done by those who only come to recover. */
  static Map<String, List<AclBinding>> recovering() {
    Map<String, List<AclBinding>> all = new LinkedHashMap<>();
    RECOVERING.forEach(principal -> all.put(principal.user(), principal.bindings()));
    return all;
  }

  private static AclBinding describe(ResourceType type, String name) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + SCALING, "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW));
  }
}
