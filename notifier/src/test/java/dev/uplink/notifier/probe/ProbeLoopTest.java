package dev.uplink.notifier.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.CallFailedException;
import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.bitbucket.reader.Names;
import dev.uplink.notifier.bitbucket.reader.Search;
import dev.uplink.schemas.avro.IntegrationProbe;
import dev.uplink.schemas.avro.IntegrationProbeResult;
import dev.uplink.schemas.avro.ProbeFault;
import dev.uplink.schemas.avro.ProbeKind;
import dev.uplink.schemas.avro.ProbeVerdict;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeLoopTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.INTEGRATION_PROBES.name(), 0);

  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final List<Probe> asked = new ArrayList<>();
  private final List<Runnable> tasks = new ArrayList<>();
  private Findings findings = Findings.of(Check.of(Check.Kind.CREDENTIALS, Finding.passed("ok")));
  private final ProbeLoop loop =
      new ProbeLoop(
          () -> consumer,
          producer,
          serdes,
          probe -> {
            asked.add(probe);
            return findings;
          },
          tasks::add,
          () -> NOW);

  @BeforeEach
  void assign() {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
  }

  @Test
  void aProbeIsAnsweredUnderItsIdAndKey() {
    findings =
        Findings.of(
            Check.of(
                Check.Kind.CREDENTIALS,
                Finding.failed(new CallFailedException(Fault.TLS_FAILED, "no trust"))));

    read(probe().setRepositories(List.of("acme/net")).build());

    assertThat(asked)
        .singleElement()
        .extracting(Probe::request)
        .isEqualTo(
            new ProbeRequest.Test(List.of(), List.of(new ProbeRequest.Repository("acme", "net"))));
    IntegrationProbeResult result = answer();
    assertThat(result.getProbeId()).isEqualTo("probe-1");
    assertThat(new String(producer.history().getFirst().key(), UTF_8)).isEqualTo("int-1");
    assertThat(result.getChecks().getFirst().getVerdict()).isEqualTo(ProbeVerdict.FAILED);
    assertThat(result.getChecks().getFirst().getFault()).isEqualTo(ProbeFault.TLS_FAILED);
  }

  @Test
  void aListIsAnsweredWithItsNames() {
    findings =
        new Findings(
            List.of(Check.of(Check.Kind.BRANCHES, Finding.passed("listed"))),
            new Names(List.of("main"), false, true, null));

    read(
        probe()
            .setKind(ProbeKind.BRANCHES)
            .setRepository("acme/net")
            .setQuery("main")
            .setLimit(1_000_000)
            .build());

    assertThat(asked)
        .singleElement()
        .extracting(Probe::request)
        .isEqualTo(
            new ProbeRequest.Branches(
                new ProbeRequest.Repository("acme", "net"), new Search("main", 100)));
    assertThat(answer().getItems()).containsExactly("main");
    assertThat(answer().getIsComplete()).isFalse();
    assertThat(answer().getIsExact()).isTrue();
  }

  @Test
  void aProbeThatNobodyWaitsForAnyMoreIsPassedOver() {
    read(probe().setRequestedAt(NOW.minus(Duration.ofSeconds(41))).build());

    assertThat(asked).isEmpty();
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void oneIntegrationHasEightQuestionsUnderWayAtMost() {
    for (int offset = 0; offset < 9; offset++) {
      add(bytes(probe().build()), offset);
    }

    loop.turn(consumer);

    assertThat(tasks).hasSize(8);
    assertThat(answer().getChecks().getFirst().getFault()).isEqualTo(ProbeFault.RATE_LIMITED);
    tasks.forEach(Runnable::run);
    add(bytes(probe().build()), 9);
    loop.turn(consumer);
    assertThat(tasks).hasSize(9);
  }

  @Test
  void whatCannotBeUnderstoodHoldsUpNothing() {
    add("garbage".getBytes(UTF_8), 0);
    add(bytes(probe().setKind(ProbeKind.UNKNOWN).build()), 1);
    add(bytes(probe().setKind(ProbeKind.BRANCHES).setRepository("no-slash").build()), 2);
    add(bytes(probe().build()), 3);

    loop.turn(consumer);
    tasks.forEach(Runnable::run);

    assertThat(asked).hasSize(1);
  }

  private void read(IntegrationProbe probe) {
    add(bytes(probe), 0);
    loop.turn(consumer);
    tasks.forEach(Runnable::run);
  }

  private void add(byte[] value, long offset) {
    consumer.addRecord(
        new ConsumerRecord<>(PARTITION.topic(), 0, offset, "int-1".getBytes(UTF_8), value));
  }

  private byte[] bytes(IntegrationProbe probe) {
    return serdes.serializer(Topics.INTEGRATION_PROBES).serialize(PARTITION.topic(), probe);
  }

  private IntegrationProbeResult answer() {
    return serdes
        .deserializer(Topics.INTEGRATION_PROBE_RESULTS)
        .deserialize(
            Topics.INTEGRATION_PROBE_RESULTS.name(), producer.history().getFirst().value());
  }

  private static IntegrationProbe.Builder probe() {
    return IntegrationProbe.newBuilder()
        .setProbeId("probe-1")
        .setAccountId("acme")
        .setIntegrationId("int-1")
        .setRepositories(List.of())
        .setRequestedBy("root admin")
        .setRequestedAt(NOW);
  }
}
