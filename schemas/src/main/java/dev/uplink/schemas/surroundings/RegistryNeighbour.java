package dev.uplink.schemas.surroundings;

import dev.uplink.schemas.serde.SerdeSettings;
import dev.uplink.schemas.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The schema registry; whose answers have its time, if it follows HTTP's advice. */
public final class RegistryNeighbour implements Neighbour {
  /** HTTP tells no fractions. */
  private static final Duration PRECISION = Duration.ofSeconds(1);

  private final URI base;
  private final Duration timeout;
  private final Need need;
  private final InstantSource clock;
  private final HttpClient http;

  /**
   * @param base of its Confluent API
   * @param timeout of one answer
   */
  RegistryNeighbour(URI base, Duration timeout, Need need, InstantSource clock) {
    this.base = base;
    this.timeout = timeout;
    this.need = need;
    this.clock = clock;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  public static RegistryNeighbour of(Settings settings, Need need, InstantSource clock) {
    return new RegistryNeighbour(
        settings.get(SerdeSettings.REGISTRY_URL),
        settings.get(SerdeSettings.REGISTRY_TIMEOUT),
        need,
        clock);
  }

  @Override
  public String name() {
    return "schema-registry";
  }

  @Override
  public String where() {
    return where(base);
  }

  /** The registry's address without what may be a password in it. */
  public static String where(URI base) {
    return "the schema registry at %s (%s)"
        .formatted(
            base.getRawAuthority().replaceFirst(".*@", ""), SerdeSettings.REGISTRY_URL.name());
  }

  @Override
  public Need need() {
    return need;
  }

  @Override
  public Heard ask() {
    Instant asked = clock.instant();
    // Short, whatever is registered; every registry that speaks Confluent's API has it.
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(
            HttpRequest.newBuilder(URI.create(base + "/schemas/types")).build(),
            BodyHandlers.discarding());
    try {
      HttpResponse<Void> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return response.statusCode() < 500
          ? new Heard.Answered(ahead(asked, response))
          : new Heard.Silence("it answers " + response.statusCode());
    } catch (TimeoutException | ExecutionException e) {
      answer.cancel(true);
      return new Heard.Silence(words(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Heard.Silence("interrupted");
    }
  }

  /** Why it cannot be used; the same words whenever the reason is the same. */
  public static String words(Throwable failure) {
    return TlsTrouble.in(failure).map(TlsTrouble::words).orElseGet(() -> withoutTls(failure));
  }

  private static String withoutTls(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return "it does not answer in time";
      }
      if (cause instanceof IOException) {
        // A refused connection has no words of its own.
        return "it cannot be reached (%s): does it run, and is the address right?"
            .formatted(cause.getClass().getSimpleName());
      }
    }
    return String.valueOf(failure.getMessage());
  }

  private Duration ahead(Instant asked, HttpResponse<?> response) {
    Instant answered = clock.instant();
    return response
        .headers()
        .firstValue("Date")
        .map(text -> ahead(asked, text, answered))
        .orElse(Duration.ZERO);
  }

  private static Duration ahead(Instant asked, String text, Instant answered) {
    try {
      Instant told = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Clocks.ahead(asked, told, PRECISION, answered);
    } catch (DateTimeException e) {
      // A date that nobody can read tells nothing.
      return Duration.ZERO;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
