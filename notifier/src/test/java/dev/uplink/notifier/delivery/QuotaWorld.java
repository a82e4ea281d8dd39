package dev.uplink.notifier.delivery;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.credentials.ApiCredential;
import dev.uplink.notifier.gate.Admission;
import dev.uplink.notifier.gate.BudgetGate;
import dev.uplink.notifier.gate.Caller;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.notifier.quota.QuotaLimits;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Two integrations with one user's credentials, the real budget and the real breaker, and a
 * Bitbucket that fails, has too many requests or does not answer as it is told.
 */
final class QuotaWorld implements DeliveryJournal {
  /** What Bitbucket does with the next requests. */
  enum Mood {
    WELL,
    FAILING,
    SILENT,
    TOO_MANY,
    TOO_MANY_FOR_A_MINUTE
  }

  static final int PER_HOUR = 12;
  private static final String API = "https://api.bitbucket.org/2.0";

  final Map<String, Long> topic = new HashMap<>();
  final Map<String, Long> shown = new HashMap<>();
  final List<Instant> made = new ArrayList<>();
  Mood mood = Mood.WELL;
  private final TestClock clock = new TestClock();
  private final BudgetGate gate;
  private final Dispatcher dispatcher;
  private Instant now = Statuses.AT;
  private long offset = 1;

  QuotaWorld() {
    Budgets budgets =
        new Budgets(new QuotaLimits(PER_HOUR, 1, 1), () -> 0.5, Ticker.disabledTicker());
    gate = new BudgetGate(budgets, new SimpleMeterRegistry(), clock);
    Lease lease = new Lease(Duration.ofDays(365));
    lease.renew(now);
    dispatcher =
        new Dispatcher(
            new DesiredStatuses(new DeliveryLimits(2, 1_000, 1_000)),
            new RetryPolicy(Duration.ofDays(30), Duration.ofDays(30), () -> 0.5),
            this::post,
            (account, id) ->
                Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 1, 1)),
            this,
            new DeliveryLog(new SimpleMeterRegistry()),
            new Backlogs(new SimpleMeterRegistry(), clock),
            Runnable::run,
            lease,
            Tracing.off(),
            clock);
  }

  void publish(int key, CheckState state) {
    Desired desired = Statuses.desired("int-" + key % 2, "k" + key, offset++, state);
    topic.put(desired.key(), desired.source().offset());
    dispatcher.accept(desired);
    turn();
  }

  /** A lookup with the same credentials. */
  void look() {
    Admission admission = gate.enter(caller("int-0", Priority.LOOKUP), "api.bitbucket.org");
    if (admission instanceof Admission.Visit visit) {
      made.add(now);
      var _ = answer(visit);
    }
  }

  void pass(Duration time) {
    now = now.plus(time);
    turn();
  }

  /** All is well, for as long as so many statuses take with that budget. */
  void quiet() {
    mood = Mood.WELL;
    for (int minute = 0; minute < 60 * 24; minute++) {
      pass(Duration.ofMinutes(1));
    }
  }

  private void turn() {
    for (int i = 0; i < 6; i++) {
      dispatcher.turn();
    }
  }

  private PostResult post(BuildStatus status, Priority priority) {
    String integration = status.place().integrationId();
    return switch (gate.enter(caller(integration, priority), "api.bitbucket.org")) {
      case Admission.Held(Admission.Why why, String words, Instant until) ->
          new PostResult.HeldBack(why, words, until);
      case Admission.Visit visit -> {
        made.add(now);
        PostResult result = answer(visit);
        if (result instanceof PostResult.Delivered) {
          shown.put(status.recordKey(), status.revision());
        }
        yield result;
      }
    };
  }

  private PostResult answer(Admission.Visit visit) {
    Admission.Limits nothing = new Admission.Limits(null, null, false);
    return switch (mood) {
      case WELL -> {
        visit.answered(201, nothing);
        yield new PostResult.Delivered(201);
      }
      case FAILING -> {
        visit.answered(503, nothing);
        yield new PostResult.Failed(503, "down");
      }
      case SILENT -> {
        visit.unanswered();
        yield new PostResult.Failed(null, "no answer");
      }
      case TOO_MANY -> {
        visit.answered(429, nothing);
        yield new PostResult.Throttled(429, "too many", null);
      }
      case TOO_MANY_FOR_A_MINUTE -> {
        Duration minute = Duration.ofMinutes(1);
        visit.answered(429, new Admission.Limits(minute, null, false));
        yield new PostResult.Throttled(429, "too many", minute);
      }
    };
  }

  private static Caller caller(String integration, Priority priority) {
    return Caller.of(
        integration,
        BitbucketProduct.CLOUD,
        API,
        new ApiCredential.ApiToken("ops@example.com", "s3cret"),
        priority);
  }

  @Override
  public CompletionStage<?> write(Entry entry) {
    return CompletableFuture.completedStage(entry);
  }

  @Override
  public CompletionStage<?> writeUnreadable(Unreadable unreadable) {
    return CompletableFuture.completedStage(unreadable);
  }

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
