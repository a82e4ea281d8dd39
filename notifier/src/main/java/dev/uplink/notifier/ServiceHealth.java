package dev.uplink.notifier;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** One question, answered anew each time. */
final class ServiceHealth implements HealthIndicator {
  private final String name;
  private final BooleanSupplier isWell;

  ServiceHealth(String name, BooleanSupplier isWell) {
    this.name = name;
    this.isWell = isWell;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(
        () ->
            HealthResult.builder(name, isWell.getAsBoolean() ? HealthStatus.UP : HealthStatus.DOWN)
                .build());
  }
}
