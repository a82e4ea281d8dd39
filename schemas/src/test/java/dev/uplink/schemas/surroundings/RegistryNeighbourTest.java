package dev.uplink.schemas.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryNeighbourTest {
  private static final Neighbour.Need NEED = new Neighbour.Need(false, "all goes on");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final InstantSource NOW = InstantSource.system();

  @Test
  void whereItIsHasNoPassword() {
    try (RegistryNeighbour registry = registry("http://me:s3cret@registry:8080/api", NOW)) {
      assertThat(registry.where())
          .isEqualTo("the schema registry at registry:8080 (UPLINK_SCHEMA_REGISTRY_URL)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void whateverItAnswersItIsThere(int status) throws IOException {
    assertThat(asked(status, NOW)).isEqualTo(new Heard.Answered(Duration.ZERO));
  }

  @Test
  void oneThatFailsIsAway() throws IOException {
    assertThat(asked(503, NOW)).isEqualTo(new Heard.Silence("it answers 503"));
  }

  /** The JDK's server writes its time into each answer, as Confluent's registry does. */
  @Test
  void itsTimeIsComparedWithOurs() throws IOException {
    InstantSource late = () -> Instant.now().minus(Duration.ofHours(1));

    assertThat(asked(200, late))
        .isInstanceOfSatisfying(
            Heard.Answered.class,
            answer ->
                assertThat(answer.clockAhead().negated())
                    .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60)));
  }

  @Test
  void oneThatIsNotThereIsSaidToBeUnreachable() {
    try (RegistryNeighbour registry = registry("http://127.0.0.1:1", NOW)) {
      assertThat(registry.ask())
          .isEqualTo(
              new Heard.Silence(
                  "it cannot be reached (ConnectException): does it run, and is the address"
                      + " right?"));
    }
  }

  @Test
  void oneThatSaysNothingIsWaitedForNoLongerThanAllowed() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RegistryNeighbour registry =
            new RegistryNeighbour(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                Duration.ofMillis(200),
                NEED,
                NOW)) {
      assertThat(registry.ask()).isEqualTo(new Heard.Silence("it does not answer in time"));
    }
  }

  private static Heard asked(int status, InstantSource clock) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/schemas/types",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try (RegistryNeighbour registry =
        registry("http://127.0.0.1:" + server.getAddress().getPort(), clock)) {
      return registry.ask();
    } finally {
      server.stop(0);
    }
  }

  private static RegistryNeighbour registry(String url, InstantSource clock) {
    return new RegistryNeighbour(URI.create(url), PATIENCE, NEED, clock);
  }
}
