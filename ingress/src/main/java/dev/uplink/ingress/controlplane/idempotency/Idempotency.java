package dev.uplink.ingress.controlplane.idempotency;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
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

  /**
   * The same for a creation before which something is asked that takes its time: not in the
   * transaction, and not for an attempt that was answered already.
   */
  public <P> MutableHttpResponse<?> once(
      Caller caller,
      Attempt attempt,
      HttpStatus status,
      Supplier<P> preparation,
      Function<P, ?> creation) {
    if (attempt.key().isPresent()) {
      String key = attempt.key().get();
      Optional<MutableHttpResponse<?>> before =
          transactions.read(
              () ->
                  answers
                      .answer(caller.accountId(), caller.id(), key)
                      .map(first -> again(caller, key, attempt, status, first)));
      if (before.isPresent()) {
        return before.get();
      }
    }
    P prepared = preparation.get();
    return once(caller, attempt, status, () -> creation.apply(prepared));
  }

  private MutableHttpResponse<?> once(
      Caller caller, String key, Attempt attempt, HttpStatus status, Supplier<?> creation) {
    if (answers.take(caller.accountId(), caller.id(), key, clock.instant()) == 0) {
      return again(caller, key, attempt, status);
    }
    Object view = creation.get();
    @Nullable Long revision = view instanceof Versioned entity ? entity.revision() : null;
    byte[] sealed = sealing.seal(context(caller, key), withHash(attempt, write(view)));
    answers.answered(caller.accountId(), caller.id(), key, sealed, revision);
    return HttpResponse.status(status).body(view);
  }

  private MutableHttpResponse<?> again(
      Caller caller, String key, Attempt attempt, HttpStatus status) {
    IdempotentAnswer first =
        answers
            .answer(caller.accountId(), caller.id(), key)
            .orElseThrow(
                () ->
                    Refused.because(
                        ProblemCode.DATABASE_UNAVAILABLE, "The key just ended; send it again."));
    return again(caller, key, attempt, status, first);
  }

  private MutableHttpResponse<?> again(
      Caller caller, String key, Attempt attempt, HttpStatus status, IdempotentAnswer first) {
    byte[] opened = sealing.open(context(caller, key), HexFormat.of().parseHex(first.sealedBody()));
    byte[] hash = attempt.sha256().getBytes(US_ASCII);
    if (!Arrays.equals(hash, Arrays.copyOf(opened, hash.length))) {
      throw Refused.because(
          ProblemCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was another request's.");
    }
    MutableHttpResponse<?> response =
        HttpResponse.status(status)
            .body(Arrays.copyOfRange(opened, hash.length, opened.length))
            .contentType(MediaType.APPLICATION_JSON_TYPE);
    if (first.revision() != null) {
      response.header(HttpHeaders.ETAG, Versioned.tag(first.revision()));
    }
    return response;
  }

  /** Sealed together: a hash of what somebody can guess tells what it was. */
  private static byte[] withHash(Attempt attempt, byte[] body) {
    byte[] hash = attempt.sha256().getBytes(US_ASCII);
    byte[] both = Arrays.copyOf(hash, hash.length + body.length);
    System.arraycopy(body, 0, both, hash.length, body.length);
    return both;
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
