package dev.uplink.schemas.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrincipalTest {

  @ParameterizedTest
  @EnumSource(Principal.class)
  void nobodyHasARightOnTheClusterNorOnEverything(Principal principal) {
    assertThat(principal.permissions())
        .isNotEmpty()
        .allSatisfy(
            permission -> {
              assertThat(permission.on().resourceType())
                  .isIn(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID);
              assertThat(permission.on().name()).startsWith("uplink").isNotEqualTo("uplink");
              assertThat(permission.operation()).isNotEqualTo(AclOperation.ALL);
            });
  }

  @Test
  void topicsOfTheCatalogueAreNamedInFull() {
    assertThat(everybodys())
        .filteredOn(permission -> permission.on().name().startsWith("uplink."))
        .allSatisfy(
            permission -> assertThat(permission.on().patternType()).isEqualTo(PatternType.LITERAL));
  }

  @Test
  void whoWritesATopicIsWhoTheCatalogueNames() {
    for (Topic<?> topic : Topics.ALL) {
      Set<Principal> writers =
          Arrays.stream(Principal.values())
              .filter(
                  principal ->
                      principal
                          .permissions()
                          .contains(
                              Permission.on(ResourceType.TOPIC, topic.name(), AclOperation.WRITE)))
              .collect(Collectors.toSet());

      assertThat(writers)
          .as(topic.name())
          .isEqualTo(
              topic.writers().stream().map(PrincipalTest::principal).collect(Collectors.toSet()));
    }
  }

  @Test
  void noPrefixOfOneServiceCoversAnothersTopicsGroupsOrTransactions() {
    for (Principal one : Principal.values()) {
      for (Principal other : Principal.values()) {
        if (one != other) {
          assertThat(names(other, permission -> true))
              .as(one + " and what belongs to " + other)
              .noneMatch(
                  name ->
                      names(one, p -> p.on().patternType() == PatternType.PREFIXED)
                          .anyMatch(name::startsWith));
        }
      }
    }
  }

  @Test
  void aBindingAllowsOneUserFromAnywhere() {
    var binding = Permission.on(ResourceType.GROUP, "a", AclOperation.READ).binding("uplink-b");

    assertThat(binding.entry().principal()).isEqualTo("User:uplink-b");
    assertThat(binding.entry().host()).isEqualTo("*");
    assertThat(binding.entry().permissionType()).isEqualTo(AclPermissionType.ALLOW);
    assertThat(binding.pattern().name()).isEqualTo("a");
  }

  @Test
  void aPermissionReadsAsASentence() {
    assertThat(Permission.under(ResourceType.TRANSACTIONAL_ID, "a-", AclOperation.WRITE))
        .hasToString("WRITE transactional id a-*");
  }

  private static Stream<String> names(Principal principal, Predicate<Permission> which) {
    return principal.permissions().stream().filter(which).map(p -> p.on().name());
  }

  private static Collection<Permission> everybodys() {
    return Arrays.stream(Principal.values())
        .flatMap(principal -> principal.permissions().stream())
        .toList();
  }

  private static Principal principal(Service service) {
    return switch (service) {
      case INGRESS -> Principal.INGRESS;
      case PROCESSOR -> Principal.PROCESSOR;
      case NOTIFIER -> Principal.NOTIFIER;
      case SCHEDULERS -> Principal.SCHEDULER;
      case DASHBOARDS -> Principal.DASHBOARD;
    };
  }
}
