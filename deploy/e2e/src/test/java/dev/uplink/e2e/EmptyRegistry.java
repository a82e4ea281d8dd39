package dev.uplink.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A registry that knows nothing yet and takes whatever it is given: each schema gets the next id.
 * As much of Confluent's API as filling one takes.
 */
final class EmptyRegistry implements AutoCloseable {
  private final HttpServer server;
  private int ids;

  EmptyRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // One thread answers, so that nothing is counted twice.
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] answer =
              switch (exchange.getRequestMethod()) {
                case "POST" -> "{\"id\": %d}".formatted(++ids).getBytes(UTF_8);
                case "GET" -> "[]".getBytes(UTF_8);
                default -> "{}".getBytes(UTF_8);
              };
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
