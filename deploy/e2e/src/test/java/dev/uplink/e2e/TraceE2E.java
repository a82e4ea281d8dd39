package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.e2e.Collector.Told;
import dev.uplink.local.LocalUplink;
import dev.uplink.schemas.avro.RunCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the webhook to the last call of Bitbucket's API, a delivery is one trace and has one id. */
@ExtendWith(RunningUplink.class)
class TraceE2E {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The scheduler's updates have no headers: whose run it is, Uplink knows by itself. */
  @Test
  void everyStepOfAWebhookIsInTheTraceOfItsDelivery(World world, Collector collector) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("traced"), "AGGREGATED");
    Target stack = integration.stack(World.unique("network"), repository);
    String commit = World.newCommit();
    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();
    RunCommand command;
    try (TopicReader<RunCommand> commands = world.commands()) {
      command =
          commands.awaitOne(
              "the command of " + delivery, one -> one.getDeliveryId().equals(delivery));
    }
    assertThat(command.getTargetId()).isEqualTo(stack.id());
    world.sandbox().awaitStatuses(commit, shown -> shown.byKey().size() == 3);
    try (Scheduler scheduler = world.scheduler()) {
      scheduler.report(command.getRunId(), "FINISHED", 1);
    }
    world
        .sandbox()
        .awaitStatuses(commit, shown -> shown.isState("spacelift/tracked", "SUCCESSFUL"));

    await().atMost(PATIENCE).untilAsserted(() -> assertWhole(collector.trace(delivery), delivery));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertLogged(world.uplink(), delivery, collector.trace(delivery)));
  }

  private static void assertWhole(List<Told> trace, String delivery) {
    Map<String, Told> byId = new HashMap<>();
    trace.forEach(span -> byId.put(span.id(), span));
    assertThat(trace)
        .allSatisfy(
            span -> assertThat(span.attributes()).containsEntry("uplink.delivery.id", delivery));
    assertThat(trace.stream().map(span -> way(span, byId)).collect(Collectors.toSet()))
        .contains(
            "uplink-ingress receive webhook",
            "uplink-ingress receive webhook > uplink-ingress publish webhook",
            DECIDED,
            DECIDED + SHOWN,
            DECIDED + SHOWN + DELIVERED,
            DECIDED + SHOWN + DELIVERED + CALLED);
    // Three at the start, and the group of the run again at its end.
    assertThat(trace).filteredOn(span -> way(span, byId).endsWith(CALLED)).hasSizeGreaterThan(3);
    assertThat(trace)
        .filteredOn(span -> span.parent().isEmpty())
        .extracting(Told::name)
        .containsExactly("receive webhook");
    assertThat(trace)
        .filteredOn(span -> span.name().equals("POST"))
        .allSatisfy(
            span ->
                assertThat(span.attributes().get("http.response.status_code")).isIn("200", "201"));
  }

  private static final String DECIDED =
      "uplink-ingress receive webhook > uplink-ingress publish webhook > uplink-processor decide";
  private static final String SHOWN = " > uplink-notifier show status";
  private static final String DELIVERED = " > uplink-notifier deliver status";
  private static final String CALLED = " > uplink-notifier POST";

  /** The names of all steps that led to it. */
  private static String way(Told span, Map<String, Told> byId) {
    String name = span.service() + " " + span.name();
    return span.parent().isEmpty()
        ? name
        : byId.containsKey(span.parent())
            ? way(byId.get(span.parent()), byId) + " > " + name
            : "? " + name;
  }

  /** Lines of the two services that say something of a webhook that all went well with. */
  private static void assertLogged(LocalUplink uplink, String delivery, List<Told> trace) {
    Set<String> steps = trace.stream().map(Told::id).collect(Collectors.toSet());
    for (String service : List.of("processor", "notifier")) {
      List<JsonNode> lines = lines(uplink.logs(), service, delivery);
      assertThat(lines).as(service).isNotEmpty();
      assertThat(lines)
          .allSatisfy(
              line -> {
                assertThat(line.path("service").asText()).isEqualTo("uplink-" + service);
                assertThat(line.path("delivery_id").asText()).isEqualTo(delivery);
                assertThat(line.path("trace_id").asText()).isEqualTo(delivery);
                assertThat(steps).contains(line.path("span_id").asText());
                assertThat(line.path("integration_id").asText()).isNotEmpty();
                assertThat(line.path("commit").asText()).hasSize(40);
              });
    }
  }

  private static List<JsonNode> lines(Path logs, String service, String delivery) {
    try (Stream<String> lines = Files.lines(logs.resolve(service + ".log"))) {
      return lines.filter(line -> line.contains(delivery)).map(TraceE2E::json).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no object: " + line, e);
    }
  }
}
