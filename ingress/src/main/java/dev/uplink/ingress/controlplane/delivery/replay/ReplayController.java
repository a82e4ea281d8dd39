package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.idempotency.Attempt;
import dev.uplink.ingress.controlplane.idempotency.Idempotency;
import dev.uplink.ingress.controlplane.request.Fields;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Replays over HTTP. */
@Controller("/api/v1/deliveries")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReplayController {
  private final Replays replays;
  private final Idempotency idempotency;

  ReplayController(Replays replays, Idempotency idempotency) {
    this.replays = replays;
    this.idempotency = idempotency;
  }

  /** The decision is waited for when the replay is made and its key is kept. */
  @Post(uri = "/{id}/replay", consumes = "*/*")
  CompletionStage<HttpResponse<?>> replay(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpRequest<?> request,
      String id,
      @Body @Nullable String body) {
    Fields.ofOptional(body).end();
    Attempt attempt = Attempt.of(request, body);
    AtomicReference<@Nullable PreparedReplay> made = new AtomicReference<>();
    HttpResponse<?> answer;
    try {
      answer =
          idempotency.once(
              caller,
              attempt,
              HttpStatus.CREATED,
              () -> {
                PreparedReplay prepared = replays.prepare(caller, id, attempt.key());
                made.set(prepared);
                return prepared;
              },
              prepared -> replays.carryOut(caller, prepared));
    } catch (RuntimeException e) {
      @Nullable PreparedReplay prepared = made.get();
      forget(prepared);
      throw prepared == null ? e : prepared.explain(e);
    }
    @Nullable PreparedReplay prepared = made.get();
    if (prepared != null && answer.body() instanceof Replay replay) {
      return prepared.awaited().decided(replay).thenApply(HttpResponse::created);
    }
    // The first answer to this key, as it was kept.
    forget(prepared);
    return CompletableFuture.completedStage(answer);
  }

  private static void forget(@Nullable PreparedReplay prepared) {
    if (prepared != null) {
      prepared.awaited().forget();
    }
  }
}
