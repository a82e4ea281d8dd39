package dev.uplink.ingress.controlplane.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.account.AccountTransactions;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Versioned;
import dev.uplink.ingress.crypto.WebhookSecretSealing;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers an attempt that comes again as it was answered the first time. The key is taken in the
 * transaction of the creation: both happen, or neither, and what was refused may be tried again.
 */
public final class Idempotency {
  /** How long an attempt may come again. */
  public static final Duration KEPT = Duration.ofDays(1);

  private final AccountTransactions transactions;
  private final IdempotencyRepository answers;
  private final WebhookSecretSealing sealing;
  private final ObjectMapper json;
  private final InstantSource clock;

  /** The mapper writes what the API writes. */
  public Idempotency(
      AccountTransactions transactions,
      IdempotencyRepository answers,
      WebhookSecretSealing sealing,
      ObjectMapper json,
      InstantSource clock) {
    this.transactions = transactions;
    this.answers = answers;
    this.sealing = sealing;
    this.json = json;
    this.clock = clock;
  }

  /** Creates, unless that was done already, and answers with the view of it. */
  public MutableHttpResponse<?> once(
      Caller caller, Attempt attempt, HttpStatus status, Supplier<?> creation) {
    return attempt
        .key()
        .<MutableHttpResponse<?>>map(
            key -> transactions.join(() -> once(caller, key, attempt, status, creation)))
        .orElseGet(() -> HttpResponse.status(status).body(creation.get()));
  }

  private MutableHttpResponse<?> once(
      Caller caller, String key, Attempt attempt, HttpStatus status, Supplier<?> creation) {
    if (answers.take(caller.accountId(), caller.id(), key, attempt.sha256(), clock.instant())
        == 0) {
      return again(caller, key, attempt, status);
    }
    Object view = creation.get();
    @Nullable Long revision = view instanceof Versioned entity ? entity.revision() : null;
    answers.answered(
        caller.accountId(),
        caller.id(),
        key,
        sealing.seal(context(caller, key), write(view)),
        revision);
    return HttpResponse.status(status).body(view);
  }

  private MutableHttpResponse<?> again(
      Caller caller, String key, Attempt attempt, HttpStatus status) {
    IdempotentAnswer first = answers.answer(caller.accountId(), caller.id(), key);
    if (!first.requestSha256().equals(attempt.sha256())) {
      throw Refused.because(
          ProblemCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was another request's.");
    }
    byte[] body = sealing.open(context(caller, key), HexFormat.of().parseHex(first.sealedBody()));
    MutableHttpResponse<?> response =
        HttpResponse.status(status).body(body).contentType(MediaType.APPLICATION_JSON_TYPE);
    if (first.revision() != null) {
      response.header(HttpHeaders.ETAG, Versioned.tag(first.revision()));
    }
    return response;
  }

  private byte[] write(Object view) {
    try {
      return json.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view that is no JSON: " + view.getClass(), e);
    }
  }

  /** An answer opens for its caller and key only. */
  private static String context(Caller caller, String key) {
    return String.join("/", "answer", caller.accountId(), caller.id(), key);
  }
}
