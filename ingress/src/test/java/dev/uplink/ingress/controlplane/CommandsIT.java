package dev.uplink.ingress.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.crypto.tink.KeysetHandle;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.crypto.SealingException;
import dev.uplink.ingress.crypto.WebhookSecretSealing;
import dev.uplink.ingress.fixture.Broker;
import dev.uplink.ingress.fixture.Database;
import dev.uplink.ingress.fixture.Keysets;
import dev.uplink.ingress.fixture.TopicReader;
import dev.uplink.schemas.avro.Space;
import dev.uplink.schemas.topic.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class CommandsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final byte[] SECRET = "a webhook's secret".getBytes(UTF_8);

  private final Samples samples = new Samples(new Api());

  @Test
  void aRebuildPublishesWhatThereIsAgainAsItIs() {
    String key = "acme/" + samples.space("root", false);
    ConsumerRecord<String, byte[]> published = lastOf(key);

    assertThat(RunningIngress.instance().carryOut("rebuild-catalogue"))
        .matches("\\d+ records and \\d+ tombstones wait in the outbox");

    await()
        .atMost(SOON)
        .until(() -> Collections.frequency(TopicReader.committedKeys(Topics.SPACES), key) == 2);
    assertThat(lastOf(key).offset()).isGreaterThan(published.offset());
    assertThat(lastOf(key).value()).isEqualTo(published.value());
  }

  @Test
  void aRebuildBuriesWhatTheDatabaseLacks() {
    String known = "acme/" + samples.space("root", false);
    byte[] record = lastOf(known).value();
    write("acme/ghost", record);
    write("nobody/ghost", record);

    RunningIngress.instance().carryOut("rebuild-catalogue");

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(lastOf("acme/ghost").value()).isNull();
              assertThat(lastOf("nobody/ghost").value()).isNull();
            });
    assertThat(lastOf(known).value()).isNotNull();
  }

  @Test
  void aRebuildGoesBeyondWhatReadersKnowOfARestoredEntity() {
    String id = samples.space("root", false);
    Api api = new Api();
    api.patch("/spaces/" + id, "{'name': 'Later'}");
    api.patch("/spaces/" + id, "{'name': 'Latest'}");
    await().atMost(SOON).until(() -> space(id).getRevision() == 3);
    Rows.change(
        RunningIngress.instance().database(),
        "UPDATE spaces SET name = 'Restored', revision = 1 WHERE id = '" + id + "'");

    RunningIngress.instance().carryOut("rebuild-catalogue");

    await().atMost(SOON).until(() -> space(id).getRevision() == 4);
    assertThat(space(id).getName()).isEqualTo("Restored");
    assertThat(api.get("/spaces/" + id).header("ETag")).isEqualTo("\"4\"");
  }

  private static Space space(String id) {
    return RunningIngress.instance()
        .serdes()
        .deserializer(Topics.SPACES)
        .deserialize(Topics.SPACES.name(), lastOf("acme/" + id).value());
  }

  @Test
  void resealingLeavesNothingThatNeedsTheOldKey() throws Exception {
    KeysetHandle old = Keysets.aeadKeys();
    KeysetHandle both = Keysets.withNewPrimary(old);
    Database database = Database.create();
    reseal(database, both);
    add(database, sealing(old).seal("int-1", SECRET));
    assertThatThrownBy(() -> sealing(Keysets.primaryOf(both)).open("int-1", sealed(database)))
        .isInstanceOf(SealingException.class);

    assertThat(reseal(database, both))
        .isEqualTo(
            "1 webhook secrets are sealed under the primary key %s, new API credentials under key %s"
                .formatted(id(both), id(RunningIngress.CREDENTIALS_PRIVATE_KEYS)));

    assertThat(sealing(Keysets.primaryOf(both)).open("int-1", sealed(database))).isEqualTo(SECRET);
    assertThatThrownBy(() -> sealing(old).open("int-1", sealed(database)))
        .isInstanceOf(SealingException.class);
  }

  @Test
  void whatOpensWithNoKeyStopsTheResealingAndStays() throws Exception {
    Database database = Database.create();
    KeysetHandle keys = Keysets.aeadKeys();
    reseal(database, keys);
    add(database, sealing(Keysets.aeadKeys()).seal("int-1", SECRET));
    byte[] before = sealed(database);

    assertThatThrownBy(() -> reseal(database, keys))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining("int-1");
    assertThat(sealed(database)).isEqualTo(before);
  }

  private static String reseal(Database database, KeysetHandle keys) {
    return RunningIngress.carryOut(
        "reseal-secrets",
        database,
        Map.of("UPLINK_WEBHOOK_SECRETS_KEYSET", Keysets.secretJson(keys)));
  }

  private static String id(KeysetHandle keys) {
    return Integer.toUnsignedString(keys.getPrimary().getId());
  }

  private static WebhookSecretSealing sealing(KeysetHandle keys) {
    return WebhookSecretSealing.fromKeyset(Keysets.secretJson(keys));
  }

  private static void add(Database database, byte[] sealed) throws Exception {
    try (Connection owner = database.connect(Database.OWNER);
        Statement statement = owner.createStatement();
        PreparedStatement secret =
            owner.prepareStatement(
                "INSERT INTO webhook_secrets (id, integration_id, sealed, created_at)"
                    + " VALUES ('secret-1', 'int-1', ?, now())")) {
      statement.execute(
          """
          INSERT INTO accounts (id, name, revision, updated_at) VALUES ('acme', 'acme', 1, now());
          INSERT INTO spaces VALUES ('acme', 'root', 'root', '', '{}', NULL, false, 1, now(), now());
          INSERT INTO integrations (id, account_id, provider, slug, name, is_default, space_id,
            options_vcs_checks, options_use_git_checkout, options_labels, options_description,
            credentials_version, revision, updated_at)
          VALUES ('int-1', 'acme', 'BITBUCKET_CLOUD', 'int', 'Int', false, 'root',
            'INDIVIDUAL', false, '{}', '', 1, 1, now())\
          """);
      secret.setBytes(1, sealed);
      secret.executeUpdate();
    }
  }

  private static byte[] sealed(Database database) {
    return HexFormat.of()
        .parseHex(Rows.one(database, "SELECT encode(sealed, 'hex') FROM webhook_secrets"));
  }

  private static ConsumerRecord<String, byte[]> lastOf(String key) {
    try (TopicReader reader = new TopicReader(Topics.SPACES)) {
      return reader.lastOf(key, SOON);
    }
  }

  private static void write(String key, byte[] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var _ = producer.send(new ProducerRecord<>(Topics.SPACES.name(), key, value));
    }
  }
}
