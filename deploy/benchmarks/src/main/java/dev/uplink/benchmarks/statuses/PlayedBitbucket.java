package dev.uplink.benchmarks.statuses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Either product, as far as it takes statuses: each call after a while, or never. */
final class PlayedBitbucket implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CAPABILITIES =
      "{\"buildStatus\":[\"richBuildStatus\",\"cancelledStatus\"]}";

  private final HttpServer server;
  private final Duration answerAfter;
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Consumer<Call> listener = call -> {};
  private volatile String hanging = "";

  /**
   * A status that was taken.
   *
   * @param path with the commit
   * @param nanos when it was answered, on the clock of {@link System#nanoTime}
   */
  record Call(String path, String name, String state, long nanos) {}

  /** On every address of this machine's loopback network, so that it can be many hosts. */
  PlayedBitbucket(Duration answerAfter) throws IOException {
    this.answerAfter = answerAfter;
    server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI cloudApi() {
    return host(1).resolve("/2.0");
  }

  /** Its name as the host of this number, from 1 to 254. */
  URI host(int number) {
    return URI.create("http://127.0.0.%d:%d".formatted(number, server.getAddress().getPort()));
  }

  void tell(Consumer<Call> next) {
    listener = next;
  }

  /** From now on this host accepts connections and requests and says nothing; none when empty. */
  void hang(String authority) {
    hanging = authority;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      if (hanging.equals(exchange.getRequestHeaders().getFirst("Host"))) {
        end.await();
        return;
      }
      Thread.sleep(answerAfter);
    } catch (InterruptedException closing) {
      return;
    }
    if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, CAPABILITIES);
      return;
    }
    JsonNode status = JSON.readTree(body);
    String path = exchange.getRequestURI().getPath();
    listener.accept(
        new Call(
            path, status.path("name").asText(), status.path("state").asText(), System.nanoTime()));
    if (path.startsWith("/2.0/")) {
      send(exchange, 201, "{\"type\":\"build\"}");
    } else {
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
