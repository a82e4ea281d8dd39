package dev.uplink.local.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.uplink.local.part.Part;
import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Both Bitbuckets on one port, with what was posted to them readable under {@code /_sandbox}. What
 * was posted stays over a restart of the sandbox, but not of the launcher.
 */
public final class Sandbox implements Part {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String INSPECTION = "/_sandbox/";
  private static final int BODY_LIMIT = 1024 * 1024;

  /** Of every token on Cloud: those that Uplink's integrations are to be given. */
  static final List<String> SCOPES =
      List.of("read:repository:bitbucket", "read:pullrequest:bitbucket");

  private final InetSocketAddress address;
  private final StatusBook book;
  private final Histories histories = new Histories();
  private final RequestLog requests = new RequestLog();
  private final Violations violations = new Violations();
  private final Faults faults = new Faults();
  private final CloudApi cloud;
  private final DataCenterApi dataCenter;
  private volatile Fault fault = Fault.NONE;
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;

  /** On loopback. */
  public Sandbox(int port) {
    this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public Sandbox(InetSocketAddress address) {
    this.address = address;
    this.book = new StatusBook();
    this.cloud = new CloudApi(book, new CloudHistory(histories));
    this.dataCenter =
        new DataCenterApi(new DataCenterBuilds(book), new DataCenterHistory(histories));
  }

  /** What from now on happens to the calls of Bitbucket's API, until another is set. */
  public void let(Fault happen) {
    fault = happen;
  }

  /** What was asked in a way that Bitbucket's description does not have. */
  public Violations violations() {
    return violations;
  }

  @Override
  public void start() {
    try {
      HttpServer started = HttpServer.create(address, 0);
      ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
      started.setExecutor(handlers);
      started.createContext("/", this::handle);
      started.start();
      server = started;
      threads = handlers;
    } catch (IOException e) {
      throw new StartFailedException("The sandbox cannot listen on " + address + ": " + e, e);
    }
  }

  @Override
  public void stop() {
    if (server != null && threads != null) {
      server.stop(0);
      threads.shutdownNow();
      server = null;
      threads = null;
    }
  }

  @Override
  public void kill() {
    stop();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT);
      SandboxRequest request =
          new SandboxRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
              headers(exchange.getRequestHeaders()),
              new String(body, StandardCharsets.UTF_8));
      // Only Bitbucket fails, not the inspection of what it was told.
      boolean isInspection = request.path().startsWith(INSPECTION);
      Fault happening = isInspection ? Fault.NONE : fault;
      Optional<ToldFault> told = isInspection ? Optional.empty() : faults.happening(request);
      if (told.isPresent() && !late(exchange, told.get())) {
        return;
      }
      Optional<Fault.Instead> instead = happening.instead(request.method(), request.path());
      if (instead.isPresent() && instead.get() instanceof Fault.Dropped(boolean afterwards)) {
        if (afterwards) {
          var _ = answer(request);
        }
        return;
      }
      if (isCloud(request)) {
        exchange.getResponseHeaders().set("X-OAuth-Scopes", String.join(", ", SCOPES));
      }
      SandboxResponse response =
          instead
              .flatMap(it -> refused(exchange, request, it))
              .or(() -> told.filter(it -> it.status() > 0).map(it -> noted(request, it)))
              .orElseGet(() -> answer(request));
      response = told.isPresent() ? misled(told.get(), request, response) : response;
      send(exchange, response);
      happening.answered(request.method(), request.path(), response.status());
    }
  }

  /** Whether it is to be answered at all; without that the connection just ends. */
  private static boolean late(HttpExchange exchange, ToldFault told) {
    try {
      Thread.sleep(told.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    told.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    return !told.drops();
  }

  private SandboxResponse noted(SandboxRequest request, ToldFault told) {
    requests.add(request, told.status());
    return told.response(isCloud(request));
  }

  private Optional<SandboxResponse> refused(
      HttpExchange exchange, SandboxRequest request, Fault.Instead instead) {
    return switch (instead) {
      case Fault.Refusal(int status, int retryAfter) -> {
        if (retryAfter >= 0) {
          exchange.getResponseHeaders().set("Retry-After", Integer.toString(retryAfter));
        }
        requests.add(request, status);
        yield Optional.of(
            isCloud(request)
                ? SandboxResponse.cloudError(status, "Refused on purpose")
                : SandboxResponse.dataCenterError(status, "Refused on purpose"));
      }
      case Fault.Dropped _ -> Optional.empty();
    };
  }

  private static SandboxResponse misled(
      ToldFault told, SandboxRequest request, SandboxResponse response) {
    return told.pages()
        .filter(wrong -> response.body().filter(body -> body.has("values")).isPresent())
        .map(wrong -> wrong.in(request, response, isCloud(request)))
        .orElse(response);
  }

  private static boolean isCloud(SandboxRequest request) {
    return request.path().startsWith("/2.0/");
  }

  private static Map<String, String> headers(Headers headers) {
    Map<String, String> all = new HashMap<>();
    headers.forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return all;
  }

  SandboxResponse answer(SandboxRequest request) {
    if (request.path().startsWith(INSPECTION)) {
      return inspect(request);
    }
    SandboxResponse response =
        isCloud(request) ? cloud.answer(request) : dataCenter.answer(request);
    requests.add(request, response.status());
    response.violation().ifPresent(problem -> violations.add(request, problem));
    return response;
  }

  private SandboxResponse inspect(SandboxRequest request) {
    return switch (request.path()) {
      case "/_sandbox/statuses" ->
          shown("statuses", request.parameter("commit").map(book::ofCommit).orElseGet(book::all));
      case "/_sandbox/repositories" -> histories.tell(request.body());
      case "/_sandbox/faults" -> faults.answer(request);
      case "/_sandbox/requests" -> shown("requests", requests.entries());
      case "/_sandbox/violations" -> violations(request);
      default -> SandboxResponse.cloudError(404, "Resource not found");
    };
  }

  private SandboxResponse violations(SandboxRequest request) {
    if (request.method().equals("DELETE")) {
      violations.clear();
      return SandboxResponse.noContent();
    }
    return shown("violations", violations.all());
  }

  private static SandboxResponse shown(String name, Object value) {
    return SandboxResponse.of(200, MAPPER.valueToTree(Map.of(name, value)));
  }

  private static void send(HttpExchange exchange, SandboxResponse response) throws IOException {
    response.location().ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
    if (response.body().isEmpty()) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    byte[] bytes = bytes(response);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(response.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().close();
  }

  private static byte[] bytes(SandboxResponse response) {
    try {
      return MAPPER.writeValueAsBytes(response.body().orElseThrow());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
