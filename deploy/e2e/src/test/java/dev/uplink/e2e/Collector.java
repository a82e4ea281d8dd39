package dev.uplink.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Takes spans as any collector does, by OTLP over HTTP, and keeps them by their trace. */
final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, List<Told>> traces = new ConcurrentHashMap<>();

  /**
   * One span, ids in hex.
   *
   * @param parent empty when it has none
   */
  record Told(
      String service, String name, String id, String parent, Map<String, String> attributes) {}

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was told of the trace so far, in the order of arrival. */
  List<Told> trace(String id) {
    return List.copyOf(traces.getOrDefault(id, List.of()));
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = body(exchange)) {
      ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::keep);
      // An empty answer is one that took all.
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private void keep(ResourceSpans spans) {
    String service =
        texts(spans.getResource().getAttributesList()).getOrDefault("service.name", "");
    for (ScopeSpans scope : spans.getScopeSpansList()) {
      scope
          .getSpansList()
          .forEach(
              span ->
                  traces
                      .computeIfAbsent(
                          hex(span.getTraceId().toByteArray()), id -> new CopyOnWriteArrayList<>())
                      .add(
                          new Told(
                              service,
                              span.getName(),
                              hex(span.getSpanId().toByteArray()),
                              hex(span.getParentSpanId().toByteArray()),
                              texts(span.getAttributesList()))));
    }
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey,
                one ->
                    one.getValue().hasIntValue()
                        ? Long.toString(one.getValue().getIntValue())
                        : one.getValue().getStringValue()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
