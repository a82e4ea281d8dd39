package dev.uplink.e2e.kill;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.OwnUplink;
import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import dev.uplink.local.proxy.TcpProxy;
import dev.uplink.local.sandbox.Fault;
import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each is killed at the moment that is worst for it, under load. */
@OwnUplink
class KilledServicesE2E {
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig =
        Rig.start(
            Arrangement.standard()
                .on(Arrangement.Kafka.PROCESS)
                .detouring(PartName.INGRESS)
                .detouring(PartName.NOTIFIER)
                // Long enough to be in the middle of a transaction.
                .setting(PartName.PROCESSOR, "UPLINK_COMMIT_INTERVAL", "PT2S")
                .supervising());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void ingressAfterTheAppendAndBeforeTheAnswer() {
    TcpProxy way = rig.uplink().wayToKafka(PartName.INGRESS);
    try (Traffic traffic = rig.traffic();
        WholeTopic<RawWebhook> webhooks = rig.world().topic(Topics.WEBHOOKS)) {
      traffic.awaitAccepted(50);
      way.answers().hold();
      webhooks.fromNow();

      Set<String> appended = ids(awaitSome(webhooks));
      rig.uplink().kill(PartName.INGRESS);
      way.answers().open();
      assertThat(traffic.answers().accepted()).doesNotContainAnyElementsOf(appended);
      rig.uplink().start(PartName.INGRESS);

      rig.endWell(traffic);
      assertThat(traffic.answers().accepted()).containsAll(appended);
    }
  }

  @Test
  void theProcessorInTheMiddleOfATransaction() {
    try (Traffic traffic = rig.traffic();
        OpenTransaction<RunCommand> commands =
            new OpenTransaction<>(rig.uplink(), Topics.RUN_COMMANDS)) {
      ConsumerRecord<String, RunCommand> lost = killWithin(commands);
      rig.uplink().start(PartName.PROCESSOR);

      traffic.awaitAccepted(50);
      rig.endWell(traffic);
      assertThat(rig.world().all(Topics.RUN_COMMANDS))
          .filteredOn(r -> r.value().getCommandId().equals(lost.value().getCommandId()))
          .singleElement()
          .satisfies(again -> assertThat(again.offset()).isGreaterThan(lost.offset()));
    }
  }

  /** Again where the transaction was committed between the look at it and the kill. */
  private static ConsumerRecord<String, RunCommand> killWithin(
      OpenTransaction<RunCommand> commands) {
    ConsumerRecord<String, RunCommand> lost = commands.awaitRecord();
    rig.uplink().kill(PartName.PROCESSOR);
    while (!commands.isOpen(lost)) {
      rig.uplink().start(PartName.PROCESSOR);
      lost = commands.awaitRecord();
      rig.uplink().kill(PartName.PROCESSOR);
    }
    return lost;
  }

  @Test
  void theNotifierAfterBitbucketsYesAndBeforeItsNote() throws Exception {
    TcpProxy way = rig.uplink().wayToKafka(PartName.NOTIFIER);
    PostedStatus moment = new PostedStatus(way);
    try (Traffic traffic = rig.traffic()) {
      traffic.awaitAccepted(50);
      rig.uplink().sandbox().let(moment);

      String path = moment.path().get(1, TimeUnit.MINUTES);
      rig.uplink().kill(PartName.NOTIFIER);
      rig.uplink().sandbox().let(Fault.NONE);
      way.requests().open();
      rig.uplink().start(PartName.NOTIFIER);

      rig.endWell(traffic);
      await("the note to be made after all")
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  rig.world().all(Topics.STATUS_DELIVERIES).stream()
                      .anyMatch(noted -> path.contains(noted.value().getCommitSha())));
    }
  }

  @Test
  void theBrokerWhileEveryoneWritesToIt() {
    try (Traffic traffic = rig.traffic()) {
      traffic.awaitAccepted(50);
      rig.killAndStart(PartName.KAFKA);
      traffic.awaitAccepted(50);
      rig.endWell(traffic);
    }
  }

  private static List<ConsumerRecord<String, RawWebhook>> awaitSome(
      WholeTopic<RawWebhook> webhooks) {
    List<ConsumerRecord<String, RawWebhook>> some = List.of();
    while (some.isEmpty()) {
      some = webhooks.poll(Duration.ofSeconds(1));
    }
    return some;
  }

  private static Set<String> ids(List<ConsumerRecord<String, RawWebhook>> records) {
    return records.stream().map(record -> record.value().getDeliveryId()).collect(toSet());
  }
}
