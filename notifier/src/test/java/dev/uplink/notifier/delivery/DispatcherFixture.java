package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.delivery.OffsetLedger.Position;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A dispatcher whose clock, threads, Bitbucket and journal the test holds in its hands. */
final class DispatcherFixture implements DeliveryJournal {
  static final Duration GIVE_UP_AFTER = Duration.ofMinutes(30);
  static final Duration AWAIT_CREDENTIALS = Duration.ofDays(1);

  final List<String> posted = new ArrayList<>();
  final List<String> journal = new ArrayList<>();
  final Map<String, PostResult> answers = new HashMap<>();
  final Deque<Runnable> hanging = new ArrayDeque<>();
  final Dispatcher dispatcher;
  boolean hangs;
  long credentialsVersion = 1;
  final Backlogs backlogs = new Backlogs(new SimpleMeterRegistry(), this::now);
  final Lease lease = new Lease(Duration.ofDays(1));
  private Instant now = Statuses.AT;

  DispatcherFixture(DeliveryLimits limits) {
    dispatcher =
        new Dispatcher(
            new DesiredStatuses(limits),
            new RetryPolicy(GIVE_UP_AFTER, AWAIT_CREDENTIALS, () -> 0.0),
            this::post,
            (account, id) ->
                Optional.of(
                    new IntegrationFacts(
                        BitbucketProduct.CLOUD, null, null, credentialsVersion, 1)),
            this,
            new DeliveryLog(new SimpleMeterRegistry()),
            backlogs,
            this::run,
            lease,
            Tracing.off(),
            () -> now);
    lease.renew(now);
  }

  /** Offers, and lets everything happen that happens without time passing. */
  DispatcherFixture offer(String integration, String key, long offset) {
    dispatcher.accept(Statuses.desired(integration, key, offset));
    return this;
  }

  DispatcherFixture offer(String integration, String key, long offset, CheckState state) {
    dispatcher.accept(Statuses.desired(integration, key, offset, state));
    return this;
  }

  Instant now() {
    return now;
  }

  DispatcherFixture settleDown() {
    // A try, its outcome, its journal entry: each is one turn's work.
    for (int turn = 0; turn < 5; turn++) {
      dispatcher.turn();
    }
    return this;
  }

  DispatcherFixture pass(Duration time) {
    now = now.plus(time);
    return settleDown();
  }

  /** Ends the tries that hang. */
  DispatcherFixture letGo() {
    hangs = false;
    while (!hanging.isEmpty()) {
      hanging.pop().run();
    }
    return settleDown();
  }

  Optional<Long> committable() {
    return Optional.ofNullable(dispatcher.ledger().all().get(0)).map(Position::offset);
  }

  private void run(Runnable attempt) {
    if (!hangs) {
      attempt.run();
    } else {
      hanging.add(attempt);
    }
  }

  private PostResult post(BuildStatus status, Priority priority) {
    posted.add(status.key() + "#" + status.revision());
    return answers.getOrDefault(status.place().integrationId(), new PostResult.Delivered(201));
  }

  @Override
  public CompletionStage<?> write(Entry entry) {
    BuildStatus status = entry.attempt().desired().status();
    journal.add(
        "%s#%d %s %d"
            .formatted(status.key(), status.revision(), entry.outcome(), entry.attempt().number()));
    return CompletableFuture.completedStage(entry);
  }

  @Override
  public CompletionStage<?> writeUnreadable(Unreadable unreadable) {
    journal.add("unreadable " + unreadable.source().offset());
    return CompletableFuture.completedStage(unreadable);
  }
}
