package dev.uplink.kubernetes;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.strimzi.api.kafka.model.user.acl.StrimziAclOperation;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourcePattern;

/** Somebody who comes to Kafka, as Strimzi is told of it: a password, and what is allowed. */
final class UserManifest {
  private UserManifest() {}

  /**
   * @param bindings all of that user, from any host, and none that denies
   */
  static String of(String user, Collection<AclBinding> bindings) {
    return """
    apiVersion: kafka.strimzi.io/v1
    kind: KafkaUser
    metadata:
      name: %s
      labels: {app.kubernetes.io/part-of: uplink, strimzi.io/cluster: uplink}
    spec:
      authentication: {type: scram-sha-512}
      authorization:
        type: simple
        acls:
    %s\
    """
        .formatted(user, rules(bindings));
  }

  private static String rules(Collection<AclBinding> bindings) {
    return bindings.stream()
        .sorted(
            Comparator.comparing((AclBinding binding) -> binding.pattern().resourceType())
                .thenComparing(binding -> binding.pattern().name())
                .thenComparing(binding -> binding.entry().operation()))
        .collect(
            groupingBy(
                AclBinding::pattern,
                LinkedHashMap::new,
                mapping(UserManifest::operation, toList())))
        .entrySet()
        .stream()
        .map(rule -> rule(rule.getKey(), rule.getValue()))
        .collect(joining());
  }

  private static String rule(ResourcePattern on, List<String> operations) {
    return "      - resource: {type: %s, name: %s, patternType: %s}\n        operations: [%s]\n"
        .formatted(
            switch (on.resourceType()) {
              case TOPIC -> "topic";
              case GROUP -> "group";
              case TRANSACTIONAL_ID -> "transactionalId";
              case CLUSTER, USER, DELEGATION_TOKEN, ANY, UNKNOWN ->
                  throw new IllegalArgumentException("nobody has a right on " + on);
            },
            on.name(),
            switch (on.patternType()) {
              case LITERAL -> "literal";
              case PREFIXED -> "prefix";
              case MATCH, ANY, UNKNOWN -> throw new IllegalArgumentException("not a name: " + on);
            },
            String.join(", ", operations));
  }

  /** Kafka's DESCRIBE_CONFIGS is Strimzi's DescribeConfigs. */
  private static String operation(AclBinding binding) {
    String name = binding.entry().operation().name().replace("_", "");
    return Stream.of(StrimziAclOperation.values())
        .map(StrimziAclOperation::toValue)
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .orElseThrow();
  }
}
