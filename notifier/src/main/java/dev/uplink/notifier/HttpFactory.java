package dev.uplink.notifier;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.OutsideAddresses;
import dev.uplink.notifier.gate.BudgetGate;
import dev.uplink.notifier.gate.Gate;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.QuotaLimits;
import dev.uplink.schemas.host.HostSettings;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.LoadBalancer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Builds what speaks HTTP to Bitbucket, and what holds it back. */
@Factory
final class HttpFactory {
  /** With two look-ups in the database, less than the delivery lets tries end. */
  static final Duration TRY_BUDGET = Duration.ofSeconds(10);

  /** Of the client that lookups have for themselves. */
  static final String LOOKUPS = "lookups";

  private static final Duration LOOKUP_TRY_BUDGET = Duration.ofSeconds(30);

  @Singleton
  Budgets budgets(Settings settings) {
    return new Budgets(
        new QuotaLimits(
            settings.get(NotifierSettings.CLOUD_REQUESTS_PER_HOUR),
            settings.get(NotifierSettings.DATA_CENTER_BURST),
            settings.get(NotifierSettings.DATA_CENTER_PER_SECOND)),
        () -> ThreadLocalRandom.current().nextDouble(),
        Ticker.systemTicker());
  }

  @Singleton
  Gate gate(Budgets budgets, MeterRegistry meters, @Named(NotifierFactory.STEADY) Clock clock) {
    return new BudgetGate(budgets, meters, clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  @Primary
  BitbucketHttp bitbucketHttp(BeanContext beans, Gate gate, Tracing tracing) {
    return http(beans, TRY_BUDGET, gate, tracing);
  }

  /**
   * Diffs take Bitbucket longer than statuses, and those that wait for them have own connections.
   */
  @Singleton
  @Named(LOOKUPS)
  @Bean(preDestroy = "close")
  BitbucketHttp lookupHttp(BeanContext beans, Gate gate, Tracing tracing) {
    return http(beans, LOOKUP_TRY_BUDGET, gate, tracing);
  }

  private static BitbucketHttp http(
      BeanContext beans, Duration timeout, Gate gate, Tracing tracing) {
    DefaultHttpClientConfiguration configuration = BitbucketHttp.configuration(timeout);
    configuration.setAddressResolverGroupName(OutsideAddresses.NAME);
    // Made by the context, because only there a client finds its resolver.
    return new BitbucketHttp(
        beans.createBean(HttpClient.class, LoadBalancer.empty(), configuration), gate, tracing);
  }

  @Singleton
  @Named(OutsideAddresses.NAME)
  OutsideAddresses outsideAddresses(Settings settings) {
    return new OutsideAddresses(HostSettings.guard(settings));
  }
}
