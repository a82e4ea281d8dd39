package dev.uplink.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.processor.fixture.Platform;
import dev.uplink.processor.topology.Samples;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.fixture.LogOf;
import dev.uplink.schemas.surroundings.Surroundings;
import dev.uplink.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails while it runs, and how it ends. Each push is of a commit of its own. */
class FailureIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private static Path folder;
  private static Platform platform;

  @TempDir private Path state;

  @BeforeAll
  static void start() throws IOException {
    platform = new Platform(folder);
    platform.publishStack("network");
  }

  @AfterEach
  void theRegistryIsBack() {
    platform.registry().setAway(false);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  /** The first attempt ends the thread; only another one can ask a second time. */
  @Test
  void aThreadThatFailsIsReplacedAndGoesOnWithWhatItFailedAt() {
    try (Running processor = Running.start(platform, state)) {
      processor.awaitReady();
      platform.registry().setAway(true);
      platform.pushByNewSchema("failing", "2");
      await().atMost(PATIENCE).until(() -> platform.registry().refused() >= 2);

      platform.registry().setAway(false);
      platform.push("behind", "3");

      assertThat(platform.decisions(2))
          .extracting(Decision::getDeliveryId)
          .containsExactly("failing", "behind");
      assertThat(processor.get("/health/liveness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRegistryThatIsAwayIsNamedAndAllThatIsKnownGoesOn() throws IOException {
    try (Running processor = Running.start(platform, state);
        LogOf log = new LogOf(Surroundings.class)) {
      processor.awaitReady();
      Surroundings surroundings = processor.context().getBean(Surroundings.class);
      platform.registry().setAway(true);
      surroundings.look();
      surroundings.look();

      platform.push("known", "5");

      assertThat(platform.decisions(1).getFirst().getDeliveryId()).isEqualTo("known");
      String why = "it cannot be reached (IOException): does it run, and is the address right?";
      String meanwhile = "all goes on but for what has a schema that was not met before";
      assertThat(log.lines())
          .contains(
              "WARN the schema registry at %s (UPLINK_SCHEMA_REGISTRY_URL) is away: %s. Meanwhile %s"
                  .formatted(
                      platform.registry().url().substring("http://".length()), why, meanwhile));
      HttpResponse<String> answer = processor.get("/health/readiness");
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode parts = new ObjectMapper().readTree(answer.body()).path("details");
      assertThat(parts.path("kafka").path("status").asText()).isEqualTo("UP");
      assertThat(parts.path("streams-running").path("status").asText()).isEqualTo("UP");
      JsonNode registry = parts.path("schema-registry");
      assertThat(registry.path("status").asText()).isEqualTo("UP");
      assertThat(registry.path("details").path("why").asText()).isEqualTo(why);
      assertThat(registry.path("details").path("meanwhile").asText()).isEqualTo(meanwhile);
    }
  }

  /** The thread of the catalogue cannot be replaced: the process ends, for a supervisor. */
  @Test
  void aLostCatalogueThreadEndsTheProcessWithThree() {
    CompletableFuture<Integer> exitCode = run(platform.environment(state), System.err);
    platform.push("running", "1");
    platform.decisions(1);
    platform.registry().setAway(true);

    platform.publishStackByNewSchema("network");

    await().atMost(PATIENCE).until(exitCode::isDone);
    assertThat(exitCode).isCompletedWithValue(3);
  }

  @Test
  void whatCannotStartEndsWithOneAndSaysWhatToDo() {
    Map<String, String> environment = platform.environment(state);
    environment.put(
        "UPLINK_TOPIC_OVERRIDES",
        "uplink.webhooks.partitions=7,uplink.trigger-requests.partitions=7,"
            + "uplink.lookup-results.partitions=7");
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    CompletableFuture<Integer> exitCode =
        run(environment, new PrintStream(said, true, StandardCharsets.UTF_8));

    await().atMost(PATIENCE).until(exitCode::isDone);
    assertThat(exitCode).isCompletedWithValue(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("The processor could not start", "uplink.webhooks has 6 partitions");
  }

  @Test
  void whatIsNotConfiguredEndsWithTwoAndNamesTheVariable() {
    Map<String, String> environment = platform.environment(state);
    environment.remove("UPLINK_INSTANCE_ID");
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    CompletableFuture<Integer> exitCode =
        run(environment, new PrintStream(said, true, StandardCharsets.UTF_8));

    await().atMost(PATIENCE).until(exitCode::isDone);
    assertThat(exitCode).isCompletedWithValue(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("UPLINK_INSTANCE_ID");
  }

  /**
   * Kafka would abort the transaction, and again at every attempt: nothing behind would be read.
   */
  @Test
  void aResultThatIsTooLargeForTheBrokerIsADeadLetterAndStopsNothing() {
    platform.publish(Topics.STACKS, "network", stackThatJustFits());
    try (Running processor = Running.start(platform, state)) {
      processor.awaitReady();
      platform.push("large", "4");
      DeadLetter letter = platform.deadLetters(1).getFirst();
      platform.fork("after");

      assertThat(letter.getReason()).isEqualTo(DeadLetterReason.RECORD_TOO_LARGE);
      assertThat(letter.getDeliveryId()).isEqualTo("large");
      assertThat(platform.decisions(1).getFirst().getDeliveryId()).isEqualTo("after");
    } finally {
      makeTheStackSmall();
    }
  }

  /** For the others: each starts a processor, which first reads what the catalogue is by then. */
  private static void makeTheStackSmall() {
    platform.publish(Topics.STACKS, "network", Samples.stack("network").setRevision(3).build());
  }

  /** As a record of its own topic; a command says more, and its topic allows no more. */
  private static Stack stackThatJustFits() {
    Stack.Builder stack = Samples.stack("network").setRevision(2);
    int rest = platform.bytes(Topics.STACKS, stack.build()).length;
    int batch = 120;
    return stack.setSlug("r".repeat(Limits.RECORD_BYTES - rest - batch)).build();
  }

  private static CompletableFuture<Integer> run(Map<String, String> environment, PrintStream err) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return ProcessorApplication.run(environment, err);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }
}
