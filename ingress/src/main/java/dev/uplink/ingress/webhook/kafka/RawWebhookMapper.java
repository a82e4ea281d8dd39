package dev.uplink.ingress.webhook.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.uplink.ingress.webhook.Delivery;
import dev.uplink.ingress.webhook.WebhookRequest;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.Topic;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A delivery as a record of uplink.webhooks. */
final class RawWebhookMapper {
  /** For people with a console consumer; the value has it too. */
  static final String DELIVERY_ID_HEADER = "deliveryId";

  private RawWebhookMapper() {}

  /** The record has no timestamp: the topic's is the time of appending. */
  static ProducerRecord<String, RawWebhook> toRecord(Topic<RawWebhook> topic, Delivery delivery) {
    ProducerRecord<String, RawWebhook> record =
        new ProducerRecord<>(topic.name(), delivery.key().toString(), toAvro(delivery));
    record.headers().add(DELIVERY_ID_HEADER, delivery.id().value().getBytes(US_ASCII));
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
