package dev.uplink.benchmarks.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.benchmarks.setup.Catalogue;
import dev.uplink.benchmarks.setup.ControlPlane;
import dev.uplink.benchmarks.setup.Target;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Whom an installation serves: integrations, stacks, and what happened to them. */
final class Inhabitants {
  /** A credential and a webhook secret for so many stacks. */
  private static final int STACKS_AN_INTEGRATION = 100;

  /** As many as the script puts through at once. */
  private static final int MOST_LETTERS = 500;

  private static final String ORGANISATION = "acme/";
  private static final String REPOSITORY = "repository-";

  private final HttpClient http;
  private final ControlPlane api;
  private final Catalogue catalogue;
  private final List<JsonNode> integrations = new ArrayList<>();
  private int stacks;
  private int repositories;
  private int commits;

  Inhabitants(HttpClient http, ControlPlane api, Catalogue catalogue) {
    this.http = http;
    this.api = api;
    this.catalogue = catalogue;
  }

  int integrations() {
    return integrations.size();
  }

  /** One stack by the API, which all others are copies of. */
  void settle(int stacks) throws InterruptedException {
    this.stacks = stacks;
    repositories = (stacks - 1) / Catalogue.STACKS_A_REPOSITORY + 1;
    for (int number = 0; number * STACKS_AN_INTEGRATION < stacks; number++) {
      integrations.add(api.cloud("Integration " + number, "AGGREGATED"));
    }
    String stack = api.stack("Stack", integrations.getFirst(), repository(0));
    catalogue.copy(
        stack,
        stacks - 1,
        REPOSITORY,
        integrations.stream().map(integration -> integration.path("id").asText()).toList());
  }

  /** A push to each repository, again until every stack of it has a run. */
  void startRuns() throws IOException, InterruptedException {
    Set<String> waiting = new HashSet<>();
    for (int number = 0; number < repositories; number++) {
      waiting.add(repository(number));
    }
    LocalUplink uplink = catalogue.uplink();
    try (WholeTopic<Decision> decisions =
        new WholeTopic<>(
            KafkaAccess.open(uplink.endpoints().kafka()), uplink.serdes(), Topics.DECISIONS)) {
      while (!waiting.isEmpty()) {
        for (String repository : List.copyOf(waiting)) {
          push(repository);
        }
        for (int left = waiting.size(); left > 0; ) {
          for (ConsumerRecord<String, Decision> record : decisions.poll(Duration.ofSeconds(1))) {
            left--;
            if (isComplete(record.value())) {
              waiting.remove(record.value().getRepository());
            }
          }
        }
      }
    }
  }

  private boolean isComplete(Decision decision) {
    int before = number(decision.getRepository()) * Catalogue.STACKS_A_REPOSITORY;
    return decision.getOutcomes().size()
        == Math.min(Catalogue.STACKS_A_REPOSITORY, stacks - before);
  }

  private void push(String repository) throws IOException, InterruptedException {
    int number = number(repository);
    JsonNode integration = integrations.get(number % integrations.size());
    Target target =
        new Target(
            URI.create(integration.path("webhookEndpoint").asText()),
            integration.path("webhookSecret").asText(),
            ORGANISATION + repository);
    int status =
        http.send(target.push("%040x".formatted(++commits)), BodyHandlers.discarding())
            .statusCode();
    if (status != 202) {
      throw new IllegalStateException("a push was answered " + status);
    }
  }

  /** What an hour brings: each is a change that is lost with the hour. */
  void change(int count) {
    for (int number = 0; number < count; number++) {
      var _ =
          api.stack("Late " + number, integrations.getFirst(), repository(number % repositories));
    }
  }

  /**
   * Says of deliveries that they could not be processed, as a processor with a fault would have
   * said. They are decided anew when they are put through, and find the runs that there are.
   */
  int deadLetters() {
    LocalUplink uplink = catalogue.uplink();
    KafkaAccess kafka = KafkaAccess.open(uplink.endpoints().kafka());
    DeadLetters letters = new DeadLetters("uplink-processor", uplink.serdes());
    List<ConsumerRecord<String, RawWebhook>> webhooks = new ArrayList<>();
    try (WholeTopic<RawWebhook> topic = new WholeTopic<>(kafka, uplink.serdes(), Topics.WEBHOOKS)) {
      topic.readRecordsToEnd(webhooks::add);
    }
    List<ConsumerRecord<String, RawWebhook>> lost =
        webhooks.subList(0, Math.min(MOST_LETTERS, webhooks.size()));
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ConsumerRecord<String, RawWebhook> webhook : lost) {
        Origin origin = Origin.of(webhook);
        DeadLetter letter =
            letters.letter(
                origin, "decide", DeadLetterReason.PROCESSING_FAILED, "a fault", null, null, null);
        var _ = producer.send(letters.record(origin, letter));
      }
    }
    return lost.size();
  }

  private static String repository(int number) {
    return REPOSITORY + number;
  }

  private static int number(@Nullable String repository) {
    return Integer.parseInt(Objects.requireNonNull(repository).substring(REPOSITORY.length()));
  }
}
