package dev.uplink.processor.lifecycle;

import dev.uplink.schemas.surroundings.Surroundings;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** What the service needs, each as a part of the readiness answer by its own name. */
public final class SurroundingsHealth implements HealthIndicator {
  private final Surroundings surroundings;

  public SurroundingsHealth(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Flux.defer(() -> Flux.fromIterable(surroundings.parts())).map(SurroundingsHealth::told);
  }

  private static HealthResult told(Surroundings.Part part) {
    return HealthResult.builder(part.name(), part.isWell() ? HealthStatus.UP : HealthStatus.DOWN)
        .details(part.details())
        .build();
  }
}
