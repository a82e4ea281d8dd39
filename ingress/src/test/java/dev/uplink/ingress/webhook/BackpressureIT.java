package dev.uplink.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.fixture.Database;
import dev.uplink.schemas.fixture.LogOf;
import dev.uplink.schemas.surroundings.Surroundings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What senders are told while Kafka or PostgreSQL is slow, silent or gone, and that it passes. */
class BackpressureIT {
  /** The longest time-out of these tests, two seconds, and what a busy machine adds. */
  private static final Duration BOUND = Duration.ofSeconds(8);

  private static final Duration RECOVERY = Duration.ofMinutes(1);

  private static final String NO_DATABASE =
      "it cannot be reached: does it run, and is the address right?";

  private static BesiegedIngress ingress;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    ingress = new BesiegedIngress(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    ingress.close();
  }

  /**
   * After each: everything works again by itself, no memory is held and no event loop has waited.
   */
  @AfterEach
  void recovers() {
    ingress.kafka.recover();
    ingress.postgres.recover();
    await().atMost(RECOVERY).until(() -> ingress.push().statusCode() == 202);
    await().atMost(BOUND).until(() -> ingress.memory().spent() == 0);
    assertThat(ingress.watchdog.blocked()).isEmpty();
  }

  @Test
  void whatASlowBrokerAcknowledgesIsAcceptedAndStored() throws Exception {
    ingress.kafka.slowDown(Duration.ofMillis(150));

    Set<String> accepted = new HashSet<>();
    for (HttpResponse<String> answer : all(pushes(200, 4_600))) {
      assertThat(BesiegedIngress.code(answer)).isIn("ACCEPTED", "NOT_ACKNOWLEDGED");
      if (answer.statusCode() == 202) {
        accepted.add(new ObjectMapper().readTree(answer.body()).path("deliveryId").asText());
      }
    }

    assertThat(accepted).isNotEmpty();
    assertThat(ingress.storedDeliveries()).containsAll(accepted);
  }

  @Test
  void whileABrokerIsSilentNobodyWaitsLongerThanTheBound() {
    ingress.kafka.silence();

    CompletableFuture<HttpResponse<String>> answer = ingress.push(4_600);

    assertThat(answer).succeedsWithin(BOUND);
    assertThat(BesiegedIngress.code(answer.join())).isEqualTo("NOT_ACKNOWLEDGED");
    assertThat(answer.join().headers().firstValue("Retry-After")).hasValue("5");
  }

  @Test
  void whileABrokerIsGoneEveryAnswerIsInTime() throws Exception {
    ingress.kafka.shut();

    all(pushes(100, 4_600))
        .forEach(answer -> assertThat(BesiegedIngress.code(answer)).isEqualTo("NOT_ACKNOWLEDGED"));
  }

  /** Beyond all time-outs, and beyond the moment when the producer is replaced. */
  @Test
  @EnabledIfSystemProperty(named = "uplink.slow-tests", matches = "true")
  void aBrokerThatIsGoneForAMinuteIsSurvived() throws Exception {
    ingress.kafka.shut();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);

    while (System.nanoTime() < end) {
      assertThat(ingress.push(4_600)).succeedsWithin(BOUND);
    }

    assertThat(BesiegedIngress.code(ingress.push())).isEqualTo("NOT_ACKNOWLEDGED");
  }

  @Test
  void howeverMuchIsOfferedMemoryStaysBounded() {
    ingress.kafka.silence();
    List<CompletableFuture<HttpResponse<String>>> offered = pushes(60, 1024 * 1024);
    long most = 0;

    while (!offered.stream().allMatch(CompletableFuture::isDone)) {
      most = Math.max(most, ingress.memory().spent());
      Thread.onSpinWait();
    }

    // A reservation that does not fit is counted for the moment in which it is refused.
    assertThat(most).isLessThan(BesiegedIngress.MEMORY + 2 * 1024 * 1024);
    assertThat(all(offered))
        .extracting(BesiegedIngress::code)
        .isSubsetOf("OVERLOADED", "PUBLISHER_FULL", "NOT_ACKNOWLEDGED", "BODY_INCOMPLETE");
  }

  @Test
  void whileTheDatabaseIsGoneUnknownSecretsAreUnavailable() throws Exception {
    ingress.postgres.shut();

    assertThat(ingress.pushToNobody()).succeedsWithin(BOUND);
    await()
        .atMost(RECOVERY)
        .until(
            () -> {
              // Also what was just being connected when it was shut.
              ingress.postgres.shut();
              return BesiegedIngress.code(ingress.push()).equals("SECRET_UNAVAILABLE");
            });
  }

  @Test
  void whatIsGoneIsNamedByTheLogAndByReadinessUntilItIsBack() throws Exception {
    Surroundings surroundings = ingress.ingress.bean(Surroundings.class);
    String kafka =
        "Kafka at %s (UPLINK_KAFKA_BOOTSTRAP_SERVERS)".formatted(ingress.bootstrapServers);
    String database = "PostgreSQL at %s (UPLINK_DATABASE_URL)".formatted(ingress.databaseAddress);
    String noKafka =
        "no broker answers there; does one run, and does it expect PLAINTEXT"
            + " (UPLINK_KAFKA_SECURITY)?";
    String withoutKafka = "webhooks are answered 503, and changes wait to be published";
    String withoutDatabase = "webhooks and the control plane are answered 503";
    // What an earlier test had spoilt would not go away anew.
    await().atMost(RECOVERY).until(() -> readiness().statusCode() == 200);
    try (LogOf log = new LogOf(Surroundings.class)) {
      await()
          .atMost(RECOVERY)
          .untilAsserted(
              () -> {
                // Also what was just being connected when it was shut.
                ingress.postgres.shut();
                ingress.kafka.shut();
                surroundings.look();
                assertThat(log.lines())
                    .contains(
                        "WARN %s is away: %s. Meanwhile %s".formatted(kafka, noKafka, withoutKafka),
                        "WARN %s is away: %s. Meanwhile %s"
                            .formatted(database, NO_DATABASE, withoutDatabase));
              });
      HttpResponse<String> answer = readiness();
      assertThat(answer.statusCode()).isEqualTo(503);
      JsonNode parts = new ObjectMapper().readTree(answer.body()).path("details");
      assertPart(parts.path("kafka"), noKafka, withoutKafka);
      assertPart(parts.path("database"), NO_DATABASE, withoutDatabase);

      ingress.postgres.recover();
      ingress.kafka.recover();
      await()
          .atMost(RECOVERY)
          .untilAsserted(
              () ->
                  assertThat(log.lines())
                      .anyMatch(line -> line.startsWith("INFO " + kafka + " is back after PT"))
                      .anyMatch(line -> line.startsWith("INFO " + database + " is back after PT")));
      await().atMost(RECOVERY).until(() -> readiness().statusCode() == 200);
    }
  }

  private static HttpResponse<String> readiness() {
    return ingress.api("GET", "/health/readiness", "").join();
  }

  private static void assertPart(JsonNode part, String why, String meanwhile) {
    assertThat(part.path("status").asText()).isEqualTo("DOWN");
    assertThat(part.path("details").path("why").asText()).isEqualTo(why);
    assertThat(part.path("details").path("meanwhile").asText()).isEqualTo(meanwhile);
  }

  @Test
  void whileTheDatabaseIsSilentNobodyWaitsLongerThanTheBound() {
    ingress.postgres.silence();

    for (int webhook = 0; webhook < 3; webhook++) {
      CompletableFuture<HttpResponse<String>> answer = ingress.pushToNobody();
      assertThat(answer).succeedsWithin(BOUND);
      assertThat(BesiegedIngress.code(answer.join())).isEqualTo("SECRET_UNAVAILABLE");
    }
  }

  /** Its requests fill the control plane's pool and its threads; the look-up has its own. */
  @Test
  void aControlPlaneThatHangsKeepsNoWebhookWaiting() throws Exception {
    try (Connection connection = ingress.database.connect(Database.OWNER);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT * FROM accounts FOR UPDATE");
      List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
      for (int request = 0; request < 30; request++) {
        String name = "{\"name\":\"Hangs " + request + "\"}";
        hanging.add(ingress.api("POST", "/api/v1/spaces", name));
      }
      await().until(() -> waitingForALock() >= 5);

      assertThat(ingress.pushToNobody().join().statusCode()).isEqualTo(404);
      assertThat(all(hanging))
          .extracting(BesiegedIngress::code)
          .containsOnly("DATABASE_UNAVAILABLE");
    }
  }

  @Test
  void aBlockedEventLoopWouldBeNoticed() {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    CountDownLatch noticed = new CountDownLatch(1);
    try (EventLoopWatchdog watchdog = new EventLoopWatchdog(loops)) {
      loops.next().execute(() -> awaitUninterruptibly(noticed));

      await().atMost(RECOVERY).until(() -> !watchdog.blocked().isEmpty());
      assertThat(watchdog.blocked().getFirst()).contains("awaitUninterruptibly");
    } finally {
      noticed.countDown();
      var _ = loops.shutdownGracefully();
    }
  }

  private static List<CompletableFuture<HttpResponse<String>>> pushes(int count, int bytes) {
    return IntStream.range(0, count).mapToObj(webhook -> ingress.push(bytes)).toList();
  }

  private static List<HttpResponse<String>> all(
      List<CompletableFuture<HttpResponse<String>>> answers) {
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long waitingForALock() throws Exception {
    try (Connection connection = ingress.database.connect(Database.OWNER);
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
