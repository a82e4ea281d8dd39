package dev.uplink.ingress.controlplane.trigger;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import org.reactivestreams.Publisher;

/** Ready means, among others, that a run's decision would be heard. */
public record DecisionFeedHealth(DecisionFeed feed) implements HealthIndicator {
  @Override
  public Publisher<HealthResult> getResult() {
    HealthStatus status = feed.isListening() ? HealthStatus.UP : HealthStatus.DOWN;
    return Publishers.just(HealthResult.builder("decision-feed", status).build());
  }
}
