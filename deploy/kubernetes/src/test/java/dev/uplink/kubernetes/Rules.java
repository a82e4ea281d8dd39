package dev.uplink.kubernetes;

import io.strimzi.api.kafka.model.user.KafkaUserAuthorization;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclBinding;

/** What is allowed, in the same words whether Kafka or Strimzi says it. */
final class Rules {
  private Rules() {}

  static String of(AclBinding binding) {
    return "%s %s %s %s"
        .formatted(
            binding.entry().operation(),
            binding.pattern().resourceType(),
            binding.pattern().patternType(),
            binding.pattern().name());
  }

  static List<String> of(KafkaUserAuthorization authorization) {
    return ((KafkaUserAuthorizationSimple) authorization)
        .getAcls().stream()
            .flatMap(
                rule ->
                    rule.getOperations().stream()
                        .map(may -> words(may.toValue()) + " " + resource(rule)))
            .toList();
  }

  private static String resource(AclRule rule) {
    AclRuleResource on = rule.getResource();
    return switch (on) {
      case AclRuleTopicResource topic ->
          "TOPIC " + pattern(topic.getPatternType().toValue()) + " " + topic.getName();
      case AclRuleGroupResource group ->
          "GROUP " + pattern(group.getPatternType().toValue()) + " " + group.getName();
      case AclRuleTransactionalIdResource id ->
          "TRANSACTIONAL_ID " + pattern(id.getPatternType().toValue()) + " " + id.getName();
      default -> throw new AssertionError(on.getType());
    };
  }

  private static String pattern(String strimzi) {
    return strimzi.equals("prefix") ? "PREFIXED" : strimzi.toUpperCase(Locale.ROOT);
  }

  private static String words(String strimzi) {
    return strimzi.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
