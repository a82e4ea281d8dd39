package dev.uplink.notifier.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.avro.Schema;

/** The little of the Confluent API that serdes use, over a registry in memory. */
public final class FakeRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final HttpServer server;

  public FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public InMemorySchemaRegistry registry() {
    return registry;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      Map<String, Object> answer =
          switch (path[1] + "/" + path[2]) {
            case "schemas/types" -> Map.of();
            case "schemas/ids" ->
                Map.of("schema", registry.schemaOf(Integer.parseInt(path[3])).toString());
            default -> Map.of("id", registry.idOf(path[2], schema(exchange)));
          };
      byte[] body = JSON.writeValueAsString(answer).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Schema schema(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    return new Schema.Parser().parse(JSON.readTree(body).path("schema").asText());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
