package dev.uplink.kubernetes;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Users and what they may do are what the code does. With -Ddocs.write=true they are written anew.
 */
class KafkaUsersTest {
  private static final Map<Path, Map<String, List<AclBinding>>> FILES =
      Map.of(
          Path.of("base/kafka/users.yml"),
          KafkaUsers.everyDay(),
          Path.of("components/recovery/users.yml"),
          KafkaUsers.recovering());
  private static final String HEAD =
      """
      # Written by a test, from dev.uplink.schemas.access:
      # ./mvnw -pl deploy/kubernetes -am test -Dtest=KafkaUsersTest -Ddocs.write=true -Dsurefire.failIfNoSpecifiedTests=false
      # Strimzi makes a password for each, and keeps it in a secret called kafka-<user>.
      """;

  /** Before any of them is read. */
  @BeforeAll
  static void writeAnew() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      for (var file : FILES.entrySet()) {
        Files.writeString(file.getKey(), expected(file.getValue()));
      }
    }
  }

  @Test
  void theUsersMayDoWhatTheyDo() {
    assertThat(FILES).allSatisfy((file, users) -> assertThat(file).hasContent(expected(users)));
  }

  private static String expected(Map<String, List<AclBinding>> users) {
    return HEAD
        + users.entrySet().stream()
            .map(user -> UserManifest.of(user.getKey(), user.getValue()))
            .collect(joining("---\n"));
  }

  @Test
  void strimziReadsEveryRuleOfThem() {
    Manifests base = Installation.BASE.manifests();

    Map<String, List<AclBinding>> all = new HashMap<>();
    FILES.values().forEach(all::putAll);

    assertThat(base.of(KafkaUser.class))
        .extracting(user -> user.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(all.keySet());
    all.forEach(
        (user, bindings) ->
            assertThat(base.named(KafkaUser.class, user).getSpec().getAuthorization())
                .isNotNull()
                .satisfies(
                    authorization ->
                        assertThat(Rules.of(authorization))
                            .containsExactlyInAnyOrderElementsOf(
                                bindings.stream().map(Rules::of).toList())));
  }

  @Test
  void whatScalesMayAskForTheLagItScalesByAndNothingElse() {
    List<String> asked =
        Installation.BASE.manifests().of(ScaledObject.class).stream()
            .flatMap(scaled -> scaled.spec().triggers().stream())
            .map(ScaledObject.Trigger::metadata)
            .flatMap(lag -> List.of(lag.consumerGroup(), lag.topic()).stream())
            .distinct()
            .toList();
    List<AclBinding> granted =
        Objects.requireNonNull(KafkaUsers.everyDay().get(KafkaUsers.SCALING));

    assertThat(granted)
        .allSatisfy(one -> assertThat(one.entry().operation()).isEqualTo(AclOperation.DESCRIBE));
    assertThat(granted.stream().map(one -> one.pattern().name()))
        .containsExactlyInAnyOrderElementsOf(asked);
  }
}
