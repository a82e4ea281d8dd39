package dev.uplink.notifier.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.schemas.id.BitbucketProduct;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of this process, one a credential. Of several notifiers each has the part of every
 * budget that it has of the work. Threads share it.
 */
public final class Budgets {
  /** Whoever asked nothing for so long has all of its hour again. */
  private static final Duration KEPT_FOR = Duration.ofHours(2);

  private static final Comparator<String> NATURAL = Comparator.naturalOrder();

  private final QuotaLimits limits;
  private final DoubleSupplier jitter;
  private final Cache<CredentialKey, Budget> budgets;
  private final Cache<String, CredentialKey> ofIntegrations;
  private volatile double part = 1;

  /**
   * @param jitter 0 to 1
   */
  public Budgets(QuotaLimits limits, DoubleSupplier jitter, Ticker ticker) {
    this.limits = limits;
    this.jitter = jitter;
    this.budgets = Caffeine.newBuilder().expireAfterAccess(KEPT_FOR).ticker(ticker).build();
    this.ofIntegrations = Caffeine.newBuilder().expireAfterAccess(KEPT_FOR).ticker(ticker).build();
  }

  public Budget of(CredentialKey credential) {
    return budgets.get(credential, this::create);
  }

  /** What the integration's calls are counted with from now on. */
  public void uses(String integrationId, CredentialKey credential) {
    ofIntegrations.put(integrationId, credential);
  }

  /** Of the credential that the integration used last; empty when it used none lately. */
  public Optional<Left> left(String integrationId, Instant now) {
    @Nullable CredentialKey credential = ofIntegrations.getIfPresent(integrationId);
    @Nullable Budget budget = credential == null ? null : budgets.getIfPresent(credential);
    return Optional.ofNullable(budget).map(known -> known.left(now));
  }

  /** Of all credentials of a product the least that is left, from 0 to 1. */
  public double least(BitbucketProduct product, Instant now) {
    return budgets.asMap().entrySet().stream()
        .filter(entry -> entry.getKey().product() == product)
        .map(Map.Entry::getValue)
        .mapToDouble(budget -> budget.left(now).ratio())
        .min()
        .orElse(1);
  }

  /**
   * A budget in use.
   *
   * @param integrationId one of those that use it, the same as long as it does
   */
  public record Used(BitbucketProduct product, String integrationId, Budget budget) {}

  /** Those of which least is left, the tightest first. */
  public List<Used> tightest(int most, Instant now) {
    Map<CredentialKey, String> users = new HashMap<>();
    ofIntegrations
        .asMap()
        .forEach((id, credential) -> users.merge(credential, id, BinaryOperator.minBy(NATURAL)));
    List<Rated> rated = new ArrayList<>();
    budgets
        .asMap()
        .forEach(
            (credential, budget) ->
                Optional.ofNullable(users.get(credential))
                    .map(id -> new Used(credential.product(), id, budget))
                    .ifPresent(used -> rated.add(new Rated(used, budget.left(now).ratio()))));
    return rated.stream()
        .sorted(Comparator.comparingDouble(Rated::ratio))
        .limit(most)
        .map(Rated::used)
        .toList();
  }

  /** Rated once: what is left changes while they are compared. */
  private record Rated(Used used, double ratio) {}

  /**
   * How the work is shared out among notifiers.
   *
   * @param own partitions of statuses that are delivered here
   */
  public void share(int own, int all) {
    part = (double) Math.max(1, own) / Math.max(1, all);
    budgets.asMap().values().forEach(budget -> budget.share(part));
  }

  private Budget create(CredentialKey credential) {
    Budget budget =
        switch (credential.product()) {
          case CLOUD -> Budget.hourly(limits.cloudPerHour(), jitter);
          case DATA_CENTER ->
              Budget.bucket(limits.dataCenterBurst(), limits.dataCenterPerSecond(), jitter);
        };
    budget.share(part);
    return budget;
  }
}
