package dev.uplink.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.access.AccessList;
import dev.uplink.e2e.access.Permissions;
import dev.uplink.e2e.access.RecordingAuthorizer;
import dev.uplink.e2e.access.Request;
import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.access.Permission;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The Uplink of all end-to-end tests has TLS, logins and permissions on Kafka. Comes late: what
 * Kafka's authorizer was asked while everything happened is held against the permissions, one by
 * one.
 */
@Order(Integer.MAX_VALUE - 1)
@ExtendWith(RunningUplink.class)
class LeastPrivilegeE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Set<Request> allowed;
  private static Set<Request> denied;

  @BeforeAll
  static void everythingHasHappened(World world) throws Exception {
    EverythingHappens.internalTopicsAreCleared(world, EverythingHappens.once(world));
    allowed = ofPrincipals(RecordingAuthorizer.allowed());
    denied = ofPrincipals(RecordingAuthorizer.denied());
  }

  @Test
  void nobodyIsDeniedAnything() {
    assertThat(denied).isEmpty();
    assertThat(Permissions.given().missing(allowed)).isEmpty();
  }

  @Test
  void nobodyMayDoMoreThanItDoes() {
    assertThat(Permissions.given().unneeded(allowed)).isEmpty();
  }

  /** One test for each permission: without it something that happened could not have. */
  @TestFactory
  Stream<DynamicTest> takenAway() {
    return Permissions.given()
        .each()
        .map(
            owned ->
                DynamicTest.dynamicTest(
                    owned.toString(),
                    () ->
                        assertThat(Permissions.given().without(owned).missing(allowed))
                            .isNotEmpty()
                            .allMatch(request -> request.user().equals(owned.user()))));
  }

  /** Of everybody something that the others may do, or that nobody may. */
  @TestFactory
  Stream<DynamicTest> oneMoreThanNeeded() {
    return Stream.of(
            more(Principal.INGRESS, topic(KafkaNames.NOTIFIER + "-x", AclOperation.READ)),
            more(Principal.INGRESS, topic(Topics.DECISIONS.name(), AclOperation.WRITE)),
            more(Principal.PROCESSOR, topic(Topics.AUDIT.name(), AclOperation.READ)),
            more(Principal.PROCESSOR, topic(Topics.STACKS.name(), AclOperation.WRITE)),
            more(Principal.NOTIFIER, topic(Topics.STACKS.name(), AclOperation.READ)),
            more(Principal.SCHEDULER, topic(Topics.DECISIONS.name(), AclOperation.READ)),
            more(Principal.SCHEDULER, topic(Topics.RUN_COMMANDS.name(), AclOperation.WRITE)),
            more(Principal.DASHBOARD, topic(Topics.WEBHOOKS.name(), AclOperation.READ)),
            more(Principal.DASHBOARD, topic(Topics.RUN_COMMANDS.name(), AclOperation.READ)),
            more(Principal.PROVISIONER, topic(Topics.AUDIT.name(), AclOperation.DELETE)),
            more(Principal.RECOVERY, topic(Topics.WEBHOOKS.name(), AclOperation.WRITE)),
            more(Principal.REPLAYER, topic(Topics.AUDIT.name(), AclOperation.READ)))
        .map(
            more ->
                DynamicTest.dynamicTest(
                    more.toString(),
                    () ->
                        assertThat(Permissions.given().with(more).unneeded(allowed))
                            .containsExactly(more)));
  }

  @Test
  void ingressWithoutItsTopicRefusesWebhooksAndTakesThemAgainWhenItMay(World world) {
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Webhook webhook = Webhook.cloudPush(integration, Bodies.cloud(Repository.onCloud(), ""));
    Permission write = topic(Topics.WEBHOOKS.name(), AclOperation.WRITE);
    try (AccessList list = AccessList.of(world.uplink())) {
      try (var _ = list.take(Principal.INGRESS.user(), write)) {
        await("a refusal")
            .atMost(PATIENCE)
            .until(
                webhook::send,
                sent -> sent.status() == 503 && sent.code().equals("NOT_ACKNOWLEDGED"));
      }
      await("an acceptance").atMost(PATIENCE).until(() -> webhook.send().status() == 202);
    }
  }

  /** What a test does in somebody's stead has another name. */
  private static Set<Request> ofPrincipals(Set<Request> requests) {
    Set<String> users = Stream.of(Principal.values()).map(Principal::user).collect(toSet());
    return requests.stream().filter(request -> users.contains(request.user())).collect(toSet());
  }

  private static Permissions.Owned more(Principal principal, Permission permission) {
    return new Permissions.Owned(principal.user(), permission);
  }

  private static Permission topic(String name, AclOperation operation) {
    return new Permission(
        new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), operation);
  }
}
