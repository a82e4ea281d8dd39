package dev.uplink.ingress.controlplane;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.ingress.fixture.Broker;
import dev.uplink.schemas.topic.Topic;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What the topics tell of deliveries, and what the API shows of it a moment later. */
record Telling(Api api) {
  static String id() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  static <T extends SpecificRecord> void tell(Topic<T> topic, T record) {
    tell(topic, Told.REPOSITORY, record);
  }

  /** Null for a tombstone. */
  static <T extends SpecificRecord> void tell(Topic<T> topic, String key, @Nullable T record) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Broker.bootstrapServers()),
            new StringSerializer(),
            RunningIngress.instance().serdes().serializer(topic))) {
      var _ = producer.send(new ProducerRecord<>(topic.name(), key, record));
    }
  }

  JsonNode get(String id) {
    return api.get("/deliveries/" + id).body();
  }

  /** As soon as the topics have told so much of it. */
  JsonNode shown(String id, String status) {
    return shown(id, found -> found.path("status").asText().equals(status));
  }

  JsonNode shown(String id, Predicate<JsonNode> asExpected) {
    return await().until(() -> get(id), asExpected);
  }
}
