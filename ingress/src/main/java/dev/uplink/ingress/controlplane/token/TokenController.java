package dev.uplink.ingress.controlplane.token;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.idempotency.Attempt;
import dev.uplink.ingress.controlplane.idempotency.Idempotency;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.request.Fields;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** API tokens over HTTP. */
@Controller("/api/v1/tokens")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {
  private final ApiTokens tokens;
  private final Idempotency idempotency;

  TokenController(ApiTokens tokens, Idempotency idempotency) {
    this.tokens = tokens;
    this.idempotency = idempotency;
  }

  @Post
  HttpResponse<?> create(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpRequest<?> request,
      @Body @Nullable String body) {
    return idempotency.once(
        caller,
        Attempt.of(request, body),
        HttpStatus.CREATED,
        () -> tokens.create(caller, Fields.of(body)));
  }

  @Get
  Page<TokenView> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    return tokens.list(caller, PageRequest.of(limit, cursor));
  }

  @Get("/{id}")
  TokenView get(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return tokens.get(caller, id);
  }

  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void revoke(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    tokens.revoke(caller, id);
  }
}
