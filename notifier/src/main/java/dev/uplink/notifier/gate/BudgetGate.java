package dev.uplink.notifier.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.notifier.quota.Budget;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.Permit;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.BitbucketProduct;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One budget a credential and one breaker a host, over whatever is asked. */
public final class BudgetGate implements Gate {
  private static final Duration KEPT_FOR = Duration.ofHours(1);
  private static final int TOO_MANY_REQUESTS = 429;

  /** Cloud's own: one diff took it too long. The host is well. */
  private static final int TOOK_TOO_LONG = 555;

  /** What a server says of a limit beyond that is no limit of requests an hour. */
  private static final int LARGEST_LIMIT = 100_000;

  private static final String MADE = "made";

  private final Budgets budgets;
  private final MeterRegistry meters;
  private final TightestBudgets tightest;
  private final Clock clock;
  private final Cache<String, HostBreaker> breakers =
      Caffeine.newBuilder().expireAfterAccess(KEPT_FOR).build();

  public BudgetGate(Budgets budgets, MeterRegistry meters, Clock clock) {
    this.budgets = budgets;
    this.meters = meters;
    this.clock = clock;
    // Not by host: labels have to be few.
    meters.gauge("uplink.bitbucket.hosts.shut", this, BudgetGate::shutHosts);
    this.tightest = new TightestBudgets(budgets, meters, clock);
    for (BitbucketProduct product : BitbucketProduct.values()) {
      Gauge.builder(
              "uplink.bitbucket.budget.left.ratio",
              budgets,
              known -> known.least(product, clock.instant()))
          .description("Of all budgets in use here, the least that is left, 0 to 1.")
          .tag("product", product.segment())
          .register(meters);
      // There from the start: a rate does not see the event that a counter comes into being with.
      for (Priority priority : Priority.values()) {
        count(product, priority, MADE);
        for (Admission.Why why : Admission.Why.values()) {
          count(product, priority, held(why));
        }
      }
    }
  }

  @Override
  public Admission enter(Caller caller, String host) {
    budgets.uses(caller.integrationId(), caller.credential());
    tightest.lookAgain();
    HostBreaker breaker =
        breakers.get(host.toLowerCase(Locale.ROOT), name -> new HostBreaker(name, clock));
    Optional<Instant> refused = breaker.refusedUntil();
    if (refused.isPresent()) {
      return held(
          caller,
          Admission.Why.HOST,
          host + " did not answer lately, or failed; it is asked again now and then",
          refused.get());
    }
    Budget budget = budgets.of(caller.credential());
    Permit permit = budget.take(caller.priority(), clock.instant());
    if (!(permit instanceof Permit.Granted)) {
      breaker.saysNothing();
    }
    return switch (permit) {
      case Permit.Granted() -> {
        count(caller.credential().product(), caller.priority(), MADE).increment();
        yield new Entered(budget, breaker, caller.priority());
      }
      case Permit.Spent(Instant until) ->
          held(
              caller,
              Admission.Why.BUDGET,
              "of the %d requests that these credentials have, what is left is for others first"
                  .formatted(budget.left(clock.instant()).limit()),
              until);
      case Permit.Resting(Instant until) ->
          held(
              caller,
              Admission.Why.REST,
              "Bitbucket has had too many requests with these credentials and is left alone",
              until);
    };
  }

  private Admission.Held held(Caller caller, Admission.Why why, String words, Instant until) {
    count(caller.credential().product(), caller.priority(), held(why)).increment();
    return new Admission.Held(why, words, until);
  }

  private static String held(Admission.Why why) {
    return "held_" + why.name().toLowerCase(Locale.ROOT);
  }

  private Counter count(BitbucketProduct product, Priority priority, String outcome) {
    return meters.counter(
        "uplink.bitbucket.requests",
        "product",
        product.segment(),
        "priority",
        priority.name(),
        "outcome",
        outcome);
  }

  private long shutHosts() {
    return breakers.asMap().values().stream().filter(HostBreaker::isShut).count();
  }

  /** A request that is under way. */
  private final class Entered implements Admission.Visit {
    private final Budget budget;
    private final HostBreaker breaker;
    private final Priority priority;

    Entered(Budget budget, HostBreaker breaker, Priority priority) {
      this.budget = budget;
      this.breaker = breaker;
      this.priority = priority;
    }

    @Override
    public void answered(int status, Admission.Limits limits) {
      Instant now = clock.instant();
      if (limits.limit() != null && limits.limit() > 0 && limits.limit() <= LARGEST_LIMIT) {
        budget.told(limits.limit());
      }
      if (limits.isNear()) {
        budget.nearLimit(now);
      }
      if (status == TOO_MANY_REQUESTS) {
        budget.throttled(limits.retryAfter(), now);
      } else {
        budget.accepted(now);
      }
      if (status < 500 || status == TOOK_TOO_LONG) {
        breaker.answered();
      } else if (priority == Priority.LOOKUP) {
        // It may be this one diff that is too much for it, asked again and again.
        breaker.saysNothing();
      } else {
        breaker.failed();
      }
    }

    @Override
    public void unanswered() {
      breaker.failed();
    }

    @Override
    public void saysNothing() {
      breaker.saysNothing();
    }
  }
}
