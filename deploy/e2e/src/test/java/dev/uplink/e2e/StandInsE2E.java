package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.e2e.access.AccessList;
import dev.uplink.e2e.access.StandIn;
import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.access.Permission;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.topic.KafkaUnavailableException;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.TopicVerifier;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What Kafka says to somebody from whom a permission was really taken, by each kind of permission.
 * Somebody stands in for the service, with its permissions and another name: the service works on.
 */
@ExtendWith(RunningUplink.class)
class StandInsE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static AccessList list;
  private static StandIn processor;
  private static StandIn dashboard;

  private interface Deed {
    void attempt() throws Throwable;
  }

  @BeforeAll
  static void letIn(World world) {
    list = AccessList.of(world.uplink());
    processor = list.standIn(Principal.PROCESSOR, world.uplink().accessOf(Principal.PROCESSOR));
    dashboard = list.standIn(Principal.DASHBOARD, world.uplink().accessOf(Principal.DASHBOARD));
  }

  @AfterAll
  static void dismiss() {
    list.dismiss(processor);
    list.dismiss(dashboard);
    list.close();
  }

  @Test
  void aProcessorWithoutTransactionalIdsCannotBeginATransaction() throws Throwable {
    needs(
        processor,
        "WRITE transactional id uplink-processor-*",
        StandInsE2E::beginsATransaction,
        TransactionalIdAuthorizationException.class,
        "Transactional Id authorization failed.");
  }

  @Test
  void aProcessorThatMayNotReadWebhooksIsToldSoWhenItComparesItsTopics() throws Throwable {
    needs(
        processor,
        "READ topic uplink.webhooks",
        () -> comparesTopics(List.of(Topics.WEBHOOKS)),
        KafkaUnavailableException.class,
        "could not describe uplink.webhooks: Topic authorization failed.");
  }

  @Test
  void aProcessorThatMayNotSeeSettingsIsToldSoWhenItComparesItsTopics() throws Throwable {
    needs(
        processor,
        "DESCRIBE_CONFIGS topic uplink.webhooks",
        () -> comparesTopics(List.of(Topics.WEBHOOKS)),
        KafkaUnavailableException.class,
        "could not read the configuration of uplink.webhooks");
  }

  @Test
  void aProcessorThatMayNotMakeItsInternalTopicsIsRefused() throws Throwable {
    needs(
        processor,
        "CREATE topic uplink-processor-*",
        StandInsE2E::makesAnInternalTopic,
        TopicAuthorizationException.class,
        "Authorization failed.");
  }

  @Test
  void aProcessorThatMayNotClearItsInternalTopicsIsRefused() throws Throwable {
    needs(
        processor,
        "DELETE topic uplink-processor-*",
        StandInsE2E::clearsInternalTopics,
        TopicAuthorizationException.class,
        "Topic authorization failed.");
  }

  @Test
  void aDashboardThatMayNotReadATopicIsRefused() throws Throwable {
    needs(
        dashboard,
        "READ topic uplink.decisions",
        () -> reads(KafkaNames.DASHBOARD_GROUPS),
        TopicAuthorizationException.class,
        "uplink.decisions");
  }

  @Test
  void aDashboardThatMayNotBeInAGroupIsRefused() throws Throwable {
    needs(
        dashboard,
        "READ group uplink-dashboard*",
        () -> reads(KafkaNames.DASHBOARD_GROUPS),
        GroupAuthorizationException.class,
        KafkaNames.DASHBOARD_GROUPS);
  }

  /** With it there is nothing to say. */
  private static void needs(
      StandIn standIn, String permission, Deed deed, Class<?> denial, String message)
      throws Throwable {
    deed.attempt();
    try (var _ = list.take(standIn.user(), named(standIn.principal(), permission))) {
      assertThatThrownBy(deed::attempt).isInstanceOf(denial).hasMessageContaining(message);
    }
  }

  private static Permission named(Principal principal, String permission) {
    return principal.permissions().stream()
        .filter(one -> one.toString().equals(permission))
        .findFirst()
        .orElseThrow(() -> new AssertionError(principal + " has no " + permission));
  }

  /** As Kafka Streams does for each of its threads, by an id that is none of theirs. */
  private static void beginsATransaction() {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            processor.access().with(Map.of("transactional.id", KafkaNames.PROCESSOR + "-stand-in")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
    }
  }

  private static void comparesTopics(Collection<Topic<?>> topics) {
    try (Admin admin = admin(processor)) {
      new TopicVerifier(admin, PATIENCE).verify(topics);
    }
  }

  /** Kafka decides whether it would be, and makes none. */
  private static void makesAnInternalTopic() throws Throwable {
    try (Admin admin = admin(processor)) {
      NewTopic topic =
          new NewTopic(KafkaNames.PROCESSOR + "-stand-in", Optional.of(1), Optional.empty());
      done(admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true)).all());
    }
  }

  /** Of the records before the first: none. */
  private static void clearsInternalTopics() throws Throwable {
    try (Admin admin = admin(processor)) {
      String internal =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(KafkaNames.PROCESSOR + "-"))
              .filter(name -> name.endsWith("-repartition"))
              .findFirst()
              .orElseThrow();
      done(
          admin
              .deleteRecords(
                  Map.of(new TopicPartition(internal, 0), RecordsToDelete.beforeOffset(0)))
              .all());
    }
  }

  private static void reads(String group) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            dashboard
                .access()
                .with(Map.of("group.id", group + "-stand-in", "auto.offset.reset", "earliest")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.DECISIONS.name()));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.assignment().isEmpty() && System.nanoTime() < end) {
        var _ = consumer.poll(Duration.ofMillis(100));
      }
      assertThat(consumer.assignment()).isNotEmpty();
    }
  }

  private static Admin admin(StandIn standIn) {
    return Admin.create(standIn.access().with(Map.of()));
  }

  private static void done(KafkaFuture<?> deed) throws Throwable {
    try {
      var _ = deed.get();
    } catch (ExecutionException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }
}
