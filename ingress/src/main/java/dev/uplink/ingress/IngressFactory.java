package dev.uplink.ingress;

import dev.uplink.ingress.http.Draining;
import dev.uplink.ingress.http.DrainingHealth;
import dev.uplink.ingress.http.StrictHttp;
import dev.uplink.ingress.problem.Problem;
import dev.uplink.ingress.problem.ProblemResponses;
import dev.uplink.ingress.webhook.MemoryBudget;
import dev.uplink.ingress.webhook.RefusedWebhooks;
import dev.uplink.ingress.webhook.SecretUses;
import dev.uplink.ingress.webhook.WebhookEdge;
import dev.uplink.ingress.webhook.WebhookJournal;
import dev.uplink.ingress.webhook.WebhookPublisher;
import dev.uplink.ingress.webhook.WebhookSecrets;
import dev.uplink.ingress.webhook.kafka.KafkaWebhookPublisher;
import dev.uplink.ingress.webhook.kafka.WebhookProducer;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Builds what all of ingress shares, and the webhook edge; how that gets at secrets stands in
 * {@link WebhookSecretsFactory}.
 */
@Factory
final class IngressFactory {
  private static final Duration STORED_PRECISION = ChronoUnit.MICROS.getDuration();

  /** In steps of what PostgreSQL keeps: what is told at once is what will be told later. */
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), STORED_PRECISION);
  }

  @Bean(preDestroy = "close")
  @Singleton
  Tracing tracing(Settings settings) {
    return Tracing.from(settings, Service.INGRESS);
  }

  @Singleton
  KafkaAccess kafkaAccess(Settings settings) {
    return KafkaAccess.from(settings);
  }

  @Singleton
  Draining draining() {
    return new Draining();
  }

  @Readiness
  @Singleton
  DrainingHealth drainingHealth(Draining draining) {
    return new DrainingHealth(draining);
  }

  @Singleton
  StrictHttp strictHttp(Draining draining) {
    return new StrictHttp(draining);
  }

  @Singleton
  ErrorResponseProcessor<Problem> problemResponses(MeterRegistry meters) {
    return new ProblemResponses(meters);
  }

  @Singleton
  WebhookEdge webhookEdge(
      WebhookSecrets secrets,
      SecretUses uses,
      WebhookPublisher publisher,
      MemoryBudget memory,
      @Named("webhook-workers") ExecutorService workers,
      Clock clock) {
    return new WebhookEdge(secrets, uses, publisher, memory, workers, clock);
  }

  @Singleton
  WebhookJournal webhookJournal(MeterRegistry meters, RefusedWebhooks refusals) {
    return new WebhookJournal(meters, refusals);
  }

  @Singleton
  MemoryBudget webhookMemory(Settings settings, MeterRegistry meters) {
    MemoryBudget memory = new MemoryBudget(settings.get(IngressSettings.WEBHOOK_MEMORY));
    Gauge.builder("uplink.webhook.memory", memory, MemoryBudget::spent)
        .description("Memory reserved for the webhooks being received.")
        .baseUnit("bytes")
        .register(meters);
    return memory;
  }

  /** As many as compute at once. What waits for them is bounded by the memory budget. */
  @Singleton
  @Named("webhook-workers")
  @Bean(preDestroy = "shutdown")
  ExecutorService webhookWorkers() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().name("webhook-worker-", 0).factory());
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaWebhookPublisher webhookPublisher(
      Settings settings, KafkaAccess kafka, AvroSerdes serdes, Tracing tracing) {
    Duration timeout = settings.get(IngressSettings.PUBLISH_TIMEOUT);
    return new KafkaWebhookPublisher(
        WebhookProducer.start(
            kafka,
            () -> serdes.serializer(Topics.WEBHOOKS),
            Topics.WEBHOOKS,
            timeout,
            settings.get(IngressSettings.WEBHOOK_MEMORY)),
        Topics.WEBHOOKS,
        timeout,
        tracing);
  }
}
