package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.local.Endpoints;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.start.KafkaContract;
import dev.uplink.schemas.start.NotUsableException;
import dev.uplink.schemas.topic.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a whole installation says of what was put in wrongly; most of it narrower tests know. */
@ExtendWith(RunningUplink.class)
class BadInputE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({"INGRESS", "PROCESSOR", "NOTIFIER"})
  void aWrongPasswordOfKafkaStopsTheStartAndIsNotSaid(Principal principal, World world) {
    Map<String, String> environment = world.uplink().environmentOf(principal);
    environment.put("UPLINK_KAFKA_PASSWORD", "of somebody else");
    Settings settings = Settings.read(environment, KafkaSettings.ALL);

    assertThatThrownBy(
            () ->
                KafkaContract.verify(
                    Service.valueOf(principal.name()), settings, AvroSerdes.from(settings)))
        .isInstanceOf(NotUsableException.class)
        .hasMessage(
            "Kafka at %s (UPLINK_KAFKA_BOOTSTRAP_SERVERS) cannot be used: the login of '%s' is"
                + " refused: see UPLINK_KAFKA_USER and UPLINK_KAFKA_PASSWORD, and whether there is"
                + " such a user",
            environment.get("UPLINK_KAFKA_BOOTSTRAP_SERVERS"), principal.user());
  }

  /** With nothing but their states: addresses and times are told of what is away only. */
  @Test
  void readinessNamesEachPartThatAServiceNeeds(World world) {
    Endpoints at = world.uplink().endpoints();
    awaitParts(at.api(), "kafka", "schema-registry", "database", "decision-feed");
    awaitParts(at.processorManagement(), "kafka", "schema-registry", "streams-running");
    awaitParts(at.notifierManagement(), "kafka", "schema-registry", "database", "statuses");
  }

  private static void awaitParts(URI service, String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(parts(service))
                    .containsAll(Stream.of(names).map(name -> name + " UP {}").toList()));
  }

  private static List<String> parts(URI service) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(service.resolve("/health/readiness")).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode details = new ObjectMapper().readTree(answer.body()).path("details");
      return details.properties().stream()
          .map(
              part ->
                  part.getKey()
                      + " "
                      + part.getValue().path("status").asText()
                      + " "
                      + (part.getValue().path("details").isObject()
                          ? part.getValue().path("details")
                          : "{}"))
          .toList();
    }
  }
}
