package dev.uplink.ingress.controlplane.trigger;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import org.reactivestreams.Publisher;

/**
 * A new instance is ready when a run's decision would be heard. One that goes deaf later stays
 * ready: it refuses triggers by itself, and webhooks, which need no decision, must not lose their
 * receiver for it.
 */
public final class DecisionFeedHealth implements HealthIndicator {
  private final DecisionFeed feed;

  public DecisionFeedHealth(DecisionFeed feed) {
    this.feed = feed;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    HealthStatus status = feed.hasListened() ? HealthStatus.UP : HealthStatus.DOWN;
    return Publishers.just(HealthResult.builder("decision-feed", status).build());
  }
}
