package dev.uplink.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.uplink.ingress.DatabaseVersion;
import dev.uplink.ingress.crypto.WebhookSecretSealing;
import dev.uplink.local.data.Secrets;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.fixture.LogOf;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.start.KafkaContract;
import dev.uplink.schemas.start.NotUsableException;
import dev.uplink.schemas.surroundings.DatabaseLogin;
import dev.uplink.schemas.surroundings.Heard;
import dev.uplink.schemas.surroundings.KafkaTrouble;
import dev.uplink.schemas.surroundings.Neighbour;
import dev.uplink.schemas.surroundings.RegistryNeighbour;
import dev.uplink.schemas.surroundings.Surroundings;
import dev.uplink.schemas.surroundings.TlsTrouble;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.TopicMismatchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What the table in {@code deploy/README.md} quotes is what is really said. */
@Isolated("It reads what a class logs, whoever makes it log.")
class WordsOfTroubleTest {
  private static final KafkaAccess KAFKA = KafkaAccess.open("broker.invalid:9092");
  private static final Neighbour.Need NEED = new Neighbour.Need(true, "all waits");
  private static final DatabaseLogin DATABASE =
      new DatabaseLogin(
          "jdbc:postgresql://db:5432/uplink",
          "UPLINK_DATABASE_URL",
          "ingress",
          "UPLINK_DATABASE_USER",
          "UPLINK_DATABASE_PASSWORD");

  @Test
  void whatTheTableOfTroubleQuotesIsSaid(@TempDir Path folder) throws Exception {
    String table =
        Files.readString(Path.of("..", "README.md"))
            .replaceFirst("(?s).*<!-- words -->(.*?)<!-- end -->.*", "$1");
    List<String> quoted =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.indexOf(" | ")))
            .flatMap(
                first ->
                    Pattern.compile("`([^`]+)`")
                        .matcher(first)
                        .results()
                        .map(WordsOfTroubleTest::words))
            .toList();
    List<String> said = said(folder);

    assertThat(quoted)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            words -> assertThat(said).anyMatch(line -> pattern(words).matcher(line).find()));
  }

  private static String words(MatchResult quote) {
    return quote.group(1);
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(
        Arrays.stream(words.split("…", -1)).map(Pattern::quote).collect(joining(".+")),
        Pattern.DOTALL);
  }

  private static List<String> said(Path folder) throws Exception {
    List<String> said = new ArrayList<>();
    said.add(
        message(
            () ->
                Settings.read(
                    Map.of("UPLINK_KAFKA_SECURITY", "SSL", "UPLINK_KAFKA", "a:1"),
                    KafkaSettings.ALL)));
    said.add(message(() -> start(AvroSerdes.over(new InMemorySchemaRegistry()), "http://a")));
    said.add(message(() -> start("http://127.0.0.1:1")));
    said.addAll(ofAnEmptyRegistry());
    said.add(NotUsableException.of(DATABASE.where(), "why", new SQLException()).getMessage());
    said.add(DatabaseVersion.words(List.of("025", "026")));
    said.add(new TopicMismatchException(List.of("one")).getMessage());
    Stream.of(
            new TimeoutException(),
            new SaslAuthenticationException("refused"),
            new TopicAuthorizationException("a topic"))
        .map(failure -> KafkaTrouble.words(failure, KAFKA))
        .forEach(said::add);
    Stream.of(TlsTrouble.Kind.values())
        .map(kind -> new TlsTrouble(kind, "why").words())
        .forEach(said::add);
    Stream.of("28P01", "3D000", "53300", "57P03", "08001")
        .map(state -> DATABASE.words(new SQLException("", state)))
        .forEach(said::add);
    said.add(RegistryNeighbour.words(new TimeoutException()));
    said.add(RegistryNeighbour.words(new IOException()));
    said.addAll(logged(KafkaTrouble.where(KAFKA)));
    said.addAll(logged(RegistryNeighbour.where(URI.create("http://registry:8081"))));
    said.addAll(logged(DATABASE.where()));
    said.add(ofAnotherKey(folder));
    // A message of several lines is quoted in one.
    return said.stream().map(words -> words.replaceAll("\\s+", " ")).toList();
  }

  private static String ofAnotherKey(Path folder) throws IOException {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path other = Files.createDirectory(folder.resolve("other"));
    byte[] sealed =
        WebhookSecretSealing.fromKeyset(Secrets.in(one, Optional.empty()).webhookSecrets())
            .seal("integration", "s3cret".getBytes(UTF_8));
    WebhookSecretSealing holder =
        WebhookSecretSealing.fromKeyset(Secrets.in(other, Optional.empty()).webhookSecrets());
    return message(() -> holder.open("integration", sealed));
  }

  private static List<String> ofAnEmptyRegistry() throws IOException {
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/schemas/types") ? 503 : 404, -1);
          exchange.close();
        });
    registry.start();
    String url = "http://127.0.0.1:" + registry.getAddress().getPort();
    try (RegistryNeighbour neighbour =
        RegistryNeighbour.of(settings(url), NEED, InstantSource.system())) {
      return List.of(message(() -> start(url)), neighbour.ask().toString());
    } finally {
      registry.stop(0);
    }
  }

  /** When it goes away, and when its time is found to be another. */
  private static List<String> logged(String where) {
    List<Heard> answers =
        new ArrayList<>(
            List.of(
                new Heard.Silence("why"),
                new Heard.Silence("why"),
                new Heard.Answered(Duration.ofHours(1)),
                new Heard.Answered(Duration.ZERO),
                new Heard.Answered(Duration.ofHours(-1))));
    try (LogOf log = new LogOf(Surroundings.class);
        Surroundings surroundings =
            new Surroundings(List.of(new Scripted(where, answers)), InstantSource.system())) {
      while (!answers.isEmpty()) {
        surroundings.look();
      }
      return log.lines();
    }
  }

  private record Scripted(String where, List<Heard> answers) implements Neighbour {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Need need() {
      return NEED;
    }

    @Override
    public Heard ask() {
      return answers.removeFirst();
    }

    @Override
    public void close() {}
  }

  private static void start(String registry) {
    start(AvroSerdes.from(settings(registry)), registry);
  }

  private static void start(AvroSerdes serdes, String registry) {
    KafkaContract.verify(Service.NOTIFIER, settings(registry), serdes);
  }

  private static Settings settings(String registry) {
    return Settings.read(
        Map.of(
            "UPLINK_KAFKA_BOOTSTRAP_SERVERS",
            KAFKA.bootstrapServers(),
            "UPLINK_SCHEMA_REGISTRY_URL",
            registry),
        KafkaSettings.ALL);
  }

  private static String message(ThrowingCallable call) {
    return String.valueOf(catchThrowable(call).getMessage());
  }
}
