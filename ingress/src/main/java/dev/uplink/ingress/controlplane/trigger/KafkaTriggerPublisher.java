package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.ingress.controlplane.feed.QuestionPublisher;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.util.concurrent.CompletionStage;

/** Triggers to Kafka. */
public final class KafkaTriggerPublisher implements TriggerPublisher, AutoCloseable {
  private final QuestionPublisher<TriggerRequest> publisher;

  public KafkaTriggerPublisher(KafkaAccess kafka, AvroSerdes serdes) {
    this.publisher =
        new QuestionPublisher<>(Topics.TRIGGER_REQUESTS, "uplink-ingress-triggers", kafka, serdes);
  }

  @Override
  public CompletionStage<?> publish(TriggerRequest request) {
    return publisher.publish(request.getRepositoryKey(), request);
  }

  @Override
  public void close() {
    publisher.close();
  }
}
