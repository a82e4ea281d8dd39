package dev.uplink.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way a registry can answer, each with its own meaning for the caller. */
class ConfluentApiRegistryTest {
  private static final Schema SCHEMA = SchemaBuilder.record("R").fields().endRecord();
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(30);

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theIdOfARegisteredSchemaIsReadFromTheAnswer() {
    answer(200, "{\"subject\":\"s\",\"id\":42,\"version\":1}");

    assertThat(registry().idOf("s", SCHEMA)).isEqualTo(42);
  }

  @Test
  void theSchemaOfAnIdIsParsed() {
    answer(
        200,
        "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[]}\"}");

    assertThat(registry().schemaOf(42)).isEqualTo(SCHEMA);
  }

  @ParameterizedTest
  @CsvSource({"404", "409", "422"})
  void aSchemaTheRegistryDoesNotHaveOrTakeIsNotRegistered(int status) {
    answer(status, "{\"error_code\":" + status + "03,\"message\":\"no\"}");

    assertThatThrownBy(() -> registry().idOf("s", SCHEMA))
        .isInstanceOf(SchemaNotRegisteredException.class)
        .hasMessageContaining("answers " + status);
  }

  @Test
  void anUnknownIdMeansTheRecordIsMalformed() {
    answer(404, "{\"error_code\":40403}");

    assertThatThrownBy(() -> registry().schemaOf(1)).isInstanceOf(MalformedRecordException.class);
  }

  @ParameterizedTest
  @CsvSource({"500", "503", "401"})
  void anyOtherAnswerMeansTheRegistryIsUnavailable(int status) {
    answer(status, "oops");

    assertThatThrownBy(() -> registry().schemaOf(1))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("answers " + status);
  }

  @Test
  void nobodyListeningMeansUnavailable() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    ConfluentApiRegistry registry =
        new ConfluentApiRegistry(URI.create("http://127.0.0.1:" + free), LONG);

    assertThatThrownBy(() -> registry.schemaOf(1))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("cannot be reached");
  }

  /** The trap of the usual client: it would wait for ever. */
  @Test
  void aRegistryThatAcceptsAndNeverAnswersCostsOneTimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      ConfluentApiRegistry registry =
          new ConfluentApiRegistry(URI.create("http://127.0.0.1:" + silent.getLocalPort()), SHORT);

      assertThatThrownBy(() -> registry.schemaOf(1))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("did not answer within PT0.3S");
    }
  }

  @Test
  void anAnswerThatNeverEndsCostsOneTimeout() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        });

    assertThatThrownBy(() -> registry(SHORT).schemaOf(1))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("did not answer within PT0.3S");
  }

  private ConfluentApiRegistry registry() {
    return registry(LONG);
  }

  private ConfluentApiRegistry registry(Duration patience) {
    return new ConfluentApiRegistry(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), patience);
  }

  private void answer(int status, String body) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body.getBytes(UTF_8));
          }
        });
  }
}
