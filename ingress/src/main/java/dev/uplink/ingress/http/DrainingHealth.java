package dev.uplink.ingress.http;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import org.reactivestreams.Publisher;

/** Who is about to end is not ready, though it answers still. */
public final class DrainingHealth implements HealthIndicator {
  private final Draining draining;

  public DrainingHealth(Draining draining) {
    this.draining = draining;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    HealthStatus status = draining.hasBegun() ? HealthStatus.DOWN : HealthStatus.UP;
    return Publishers.just(HealthResult.builder("draining", status).build());
  }
}
