package dev.uplink.processor.lifecycle;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Publisher;

/** One yes-or-no question as a health indicator. */
public record StreamsHealth(String name, BooleanSupplier up) implements HealthIndicator {
  @Override
  public Publisher<HealthResult> getResult() {
    HealthStatus status = up.getAsBoolean() ? HealthStatus.UP : HealthStatus.DOWN;
    return Publishers.just(HealthResult.builder(name, status).build());
  }
}
