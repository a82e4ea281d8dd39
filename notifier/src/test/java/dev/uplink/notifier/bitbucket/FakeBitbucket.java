package dev.uplink.notifier.bitbucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A server that writes down what it is asked and answers what it was told to. */
public final class FakeBitbucket implements AutoCloseable {
  public record Request(
      String method, String path, String query, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  private record Reply(int status, Map<String, String> headers, String body) {}

  public final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final Deque<Map.Entry<String, Reply>> paths = new ConcurrentLinkedDeque<>();
  private final Deque<Map.Entry<String, Reply>> once = new ConcurrentLinkedDeque<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;

  public FakeBitbucket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    // As Data Center of today answers, before every first status.
    answersPath(
        "/build/capabilities", "{\"buildStatus\":[\"richBuildStatus\",\"cancelledStatus\"]}");
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Instead of 201 without a body, which every request gets that nothing else was said of. */
  public void answers(String method, int status, Map<String, String> headers, String body) {
    replies.put(method, new Reply(status, headers, body));
  }

  /** 200 with this body to every request in whose path and query these words are; the latest. */
  public void answersPath(String words, String body) {
    answersPath(words, 200, Map.of(), body);
  }

  /** The same with another status. */
  public void answersPath(String words, int status, Map<String, String> headers, String body) {
    paths.addFirst(Map.entry(words, new Reply(status, headers, body)));
  }

  /** The same once, for the next of these requests. */
  public void answersPathOnce(String words, int status, String body) {
    once.addFirst(Map.entry(words, new Reply(status, Map.of(), body)));
  }

  /** Paths and queries of all requests, as they came. */
  public List<String> asked() {
    return requests.stream()
        .map(request -> request.path() + (request.query().isEmpty() ? "" : "?" + request.query()))
        .toList();
  }

  /** The requests that told of a status. */
  public List<Request> posts() {
    return requests.stream().filter(request -> request.method().equals("POST")).toList();
  }

  /** Never answers. */
  public void hangs(String method) {
    silent.add(method);
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getRawPath();
      String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
      requests.add(new Request(method, path, query, exchange.getRequestHeaders(), body));
      if (silent.contains(method)) {
        closed.await();
      }
      Reply reply =
          Stream.concat(once.stream(), paths.stream())
              .filter(said -> (path + "?" + query).contains(said.getKey()))
              .findFirst()
              .map(
                  said -> {
                    once.remove(said);
                    return said;
                  })
              .map(Map.Entry::getValue)
              .orElse(replies.getOrDefault(method, new Reply(201, Map.of(), "")));
      reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      byte[] bytes = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
