package dev.uplink.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * A registry that speaks Confluent's HTTP API. Every call is bounded from connecting to the last
 * byte of the answer: a registry that accepts and never answers costs one timeout, no more.
 */
public final class ConfluentApiRegistry implements SchemaRegistry {
  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final URI base;
  private final Duration timeout;
  private final HttpClient http;

  public ConfluentApiRegistry(URI base, Duration timeout) {
    this.base = base;
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return id(subject, call("POST", "/subjects/" + encoded(subject), document(schema)));
  }

  @Override
  public int register(String subject, Schema schema) {
    String path = "/subjects/" + encoded(subject) + "/versions";
    return id(subject, call("POST", path, document(schema)));
  }

  @Override
  public Schema schemaOf(int id) {
    Answer answer = call("GET", "/schemas/ids/" + id, null);
    if (answer.status() == 404) {
      throw new MalformedRecordException("no schema has the id " + id);
    }
    try {
      return new Schema.Parser().parse(accepted(answer).path("schema").asText());
    } catch (SchemaParseException e) {
      throw new MalformedRecordException("schema " + id + " is not Avro", e);
    }
  }

  @Override
  public void requireFullCompatibility(String subject) {
    accepted(
        call("PUT", "/config/" + encoded(subject), Map.of("compatibility", "FULL_TRANSITIVE")));
  }

  private int id(String subject, Answer answer) {
    if (answer.status() == 404 || answer.status() == 409 || answer.status() == 422) {
      throw new SchemaNotRegisteredException(
          "%s: the registry at %s answers %d: %s"
              .formatted(subject, base, answer.status(), answer.body()));
    }
    return accepted(answer).path("id").asInt();
  }

  private JsonNode accepted(Answer answer) {
    if (answer.status() >= 300) {
      throw new RegistryUnavailableException(
          "the registry at %s answers %d: %s".formatted(base, answer.status(), answer.body()));
    }
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new RegistryUnavailableException("the registry at " + base + " answers no JSON", e);
    }
  }

  private record Answer(int status, String body) {}

  private Answer call(String method, String path, @Nullable Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", JSON)
            .header("Accept", JSON)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)))
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, BodyHandlers.ofString());
    try {
      HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new RegistryUnavailableException(
          "the registry at " + base + " did not answer within " + timeout, e);
    } catch (ExecutionException e) {
      throw new RegistryUnavailableException(
          "the registry at " + base + " cannot be reached: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking the registry", e);
    }
  }

  private static Map<String, String> document(Schema schema) {
    return Map.of("schema", schema.toString());
  }

  private static String json(Object body) {
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }
}
