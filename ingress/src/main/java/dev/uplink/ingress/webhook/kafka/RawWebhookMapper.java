package dev.uplink.ingress.webhook.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.ingress.webhook.Delivery;
import dev.uplink.ingress.webhook.WebhookRequest;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.RecordHeaderNames;
import dev.uplink.schemas.topic.Topic;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A delivery as a record of uplink.webhooks. */
final class RawWebhookMapper {
  private RawWebhookMapper() {}

  /** The record has no timestamp: the topic's is the time of appending. */
  static ProducerRecord<String, RawWebhook> toRecord(Topic<RawWebhook> topic, Delivery delivery) {
    ProducerRecord<String, RawWebhook> record =
        new ProducerRecord<>(topic.name(), delivery.key().toString(), toAvro(delivery));
    record.headers().add(RecordHeaderNames.DELIVERY_ID, delivery.id().value().getBytes(UTF_8));
    return record;
  }

  private static RawWebhook toAvro(Delivery delivery) {
    WebhookRequest request = delivery.request();
    return RawWebhook.newBuilder()
        .setDeliveryId(delivery.id().value())
        .setAccountId(request.address().account().value())
        .setIntegrationId(delivery.integrationId())
        .setProvider(request.address().product().provider())
        .setRepositoryKey(delivery.key().toString())
        .setEventKey(request.eventKey())
        .setRequestId(request.requestId())
        .setHookId(request.sender().hookId())
        .setAttempt(request.sender().attempt())
        .setUserAgent(request.sender().userAgent())
        .setSecretId(delivery.secretId())
        .setReceivedAt(delivery.receivedAt())
        .setBody(ByteBuffer.wrap(delivery.body()))
        .build();
  }
}
