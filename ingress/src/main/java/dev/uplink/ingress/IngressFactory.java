package dev.uplink.ingress;

import dev.uplink.ingress.problem.Problem;
import dev.uplink.ingress.problem.ProblemResponses;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Builds the graph of ingress from its settings. */
@Factory
final class IngressFactory {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  ErrorResponseProcessor<Problem> problemResponses() {
    return new ProblemResponses();
  }
}
