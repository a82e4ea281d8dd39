package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.uplink.ingress.problem.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The one route of the public port: what came in to a request, an answer to what goes out. */
@Controller(port = "${uplink.webhook-port}")
final class WebhookController {
  /** Part of the 10 s that Bitbucket waits; a look-up and Kafka need theirs. */
  private static final Duration BODY_PATIENCE = Duration.ofSeconds(2);

  private static final String RETRY_AFTER_SECONDS = "5";

  private final WebhookEdge edge;
  private final WebhookJournal journal;

  WebhookController(WebhookEdge edge, WebhookJournal journal) {
    this.edge = edge;
    this.journal = journal;
  }

  /** Takes and gives every media type: a ping has none, and errors are JSON whatever is asked. */
  @Post("/webhooks/{product}/{accountId}/integration/{slug}")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL)
  CompletionStage<HttpResponse<?>> receive(
      HttpRequest<?> request,
      @PathVariable String product,
      @PathVariable String accountId,
      @PathVariable String slug) {
    long startedAt = System.nanoTime();
    Optional<WebhookAddress> address = WebhookAddress.parse(product, accountId, slug);
    if (address.isEmpty()) {
      Answer answer = new Answer.Refused(Refusal.INTEGRATION_NOT_FOUND);
      journal.unaddressed(answer, since(startedAt));
      return CompletableFuture.completedStage(toResponse(answer));
    }
    BitbucketHeaders headers = new BitbucketHeaders(request.getHeaders());
    WebhookRequest webhook = headers.toRequest(address.get());
    HttpBody body = new HttpBody((ServerHttpRequest<?>) request, BODY_PATIENCE);
    return answer(headers, webhook, body)
        .thenApplyAsync(
            answer -> {
              journal.answered(webhook, answer, body.bytesRead(), since(startedAt));
              return toResponse(answer);
            },
            connection(request));
  }

  /** Where the answer is written at last: whoever knows it first has better things to do. */
  private static Executor connection(HttpRequest<?> request) {
    EventExecutor loop = ((NettyHttpRequest<?>) request).getChannelHandlerContext().executor();
    return task -> {
      if (loop.inEventLoop()) {
        task.run();
      } else {
        loop.execute(task);
      }
    };
  }

  private CompletionStage<Answer> answer(
      BitbucketHeaders headers, WebhookRequest webhook, IncomingBody body) {
    if (headers.isPing()) {
      return CompletableFuture.completedStage(new Answer.Pong());
    }
    return edge.receive(webhook, body);
  }

  private static HttpResponse<?> toResponse(Answer answer) {
    return switch (answer) {
      case Answer.Accepted(var id) ->
          // Written by hand: 32 hex digits need no JSON library.
          HttpResponse.accepted()
              .body(("{\"deliveryId\":\"" + id.value() + "\"}").getBytes(US_ASCII))
              .contentType(MediaType.APPLICATION_JSON_TYPE);
      case Answer.Pong pong -> HttpResponse.ok();
      case Answer.Refused(Refusal refusal) -> toResponse(refusal);
    };
  }

  private static HttpResponse<?> toResponse(Refusal refusal) {
    MutableHttpResponse<Problem> response =
        Problem.of(HttpStatus.valueOf(refusal.status()), refusal.name(), refusal.detail())
            .toResponse();
    if (refusal.passing()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (refusal.endsConnection()) {
      response.header(HttpHeaders.CONNECTION, "close");
    }
    return response;
  }

  private static Duration since(long startedAt) {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }
}
