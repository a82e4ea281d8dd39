package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.delivery.OffsetLedger.Position;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A topic, a Bitbucket that may act on a request long after its sender gave up, and notifiers that
 * come and go. Knows of the code under test only what Kafka and Bitbucket would.
 */
final class DeliveryWorld implements DeliveryJournal {
  private static final Duration LATEST_LANDING = LateRequests.MAY_LAND_FOR.minusSeconds(1);

  /** A request that is under way: its status, and the code that waits for the answer. */
  private record Request(Runnable attempt) {}

  final Map<String, Long> topic = new HashMap<>();
  final Map<String, Long> shown = new HashMap<>();
  private final List<Desired> records = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final TreeMap<Instant, List<Desired>> landing = new TreeMap<>();
  private PostResult answer = new PostResult.Delivered(201);
  private long credentialsVersion = 1;
  private boolean applies = true;
  private Duration landsAfter = Duration.ZERO;
  private Instant now = Statuses.AT;
  private Position committed = new Position(0, "");
  private Dispatcher dispatcher = notifier();
  private int read;
  private int end;

  void publish(int key) {
    // Every third offset is no record, as behind transactions.
    long offset = records.size() * 3L / 2;
    Desired desired = Statuses.desired("int-" + key % 2, "k" + key, offset);
    records.add(desired);
    topic.put(desired.key(), offset);
  }

  void readSome(int count) {
    for (int i = 0; i < count && read < records.size(); i++) {
      dispatcher.accept(records.get(read++));
    }
    if (read >= end) {
      dispatcher.caughtUp(0);
    }
    turn();
  }

  void commit() {
    committed = dispatcher.ledger().all().getOrDefault(0, committed);
  }

  /** The process dies; what it had sent may still land, and the next begins where it committed. */
  void crash(Duration after) {
    landsAfter = after;
    applies = true;
    answer = new PostResult.Failed(null, "nobody hears this");
    new ArrayList<>(requests).forEach(request -> request.attempt().run());
    requests.clear();
    dispatcher = notifier();
    dispatcher.ledger().assigned(0, committed);
    dispatcher.fallBehind(0);
    read = 0;
    while (read < records.size() && records.get(read).source().offset() < committed.offset()) {
      read++;
    }
    end = records.size();
  }

  /** One request ends, with this answer; Bitbucket acts on it then, later or not at all. */
  void end(int which, PostResult result, boolean acts, Duration later) {
    if (!requests.isEmpty()) {
      answer = result;
      applies = acts;
      landsAfter = later;
      requests.remove(which % requests.size()).attempt().run();
    }
    turn();
  }

  void pass(Duration time) {
    now = now.plus(time);
    while (!landing.isEmpty() && !landing.firstKey().isAfter(now)) {
      landing.pollFirstEntry().getValue().forEach(this::act);
    }
    turn();
  }

  /** Everything is well again, and stays so for long. */
  void quiet() {
    credentialsVersion++;
    readSome(Integer.MAX_VALUE);
    for (int minute = 0; minute < 30; minute++) {
      pass(Duration.ofMinutes(1));
      while (!requests.isEmpty()) {
        end(0, new PostResult.Delivered(201), true, Duration.ZERO);
      }
    }
    commit();
  }

  boolean isAllCommitted() {
    return records.isEmpty() || committed.offset() == records.getLast().source().offset() + 1;
  }

  PostResult unauthorized(PostResult.Refusal refused) {
    return new PostResult.Unauthorized(401, "refused", credentialsVersion, refused);
  }

  private void turn() {
    for (int i = 0; i < 4; i++) {
      dispatcher.turn();
    }
  }

  private Dispatcher notifier() {
    Lease lease = new Lease(Duration.ofDays(365));
    lease.renew(now);
    return new Dispatcher(
        new DesiredStatuses(new DeliveryLimits(2, 1_000, 1_000)),
        new RetryPolicy(Duration.ofDays(30), Duration.ofDays(30), () -> 0.5),
        this::post,
        (account, id) ->
            Optional.of(
                new IntegrationFacts(BitbucketProduct.CLOUD, null, null, credentialsVersion, 1)),
        this,
        new DeliveryLog(new SimpleMeterRegistry()),
        new Backlogs(new SimpleMeterRegistry(), () -> now),
        attempt -> requests.add(new Request(attempt)),
        lease,
        Tracing.off(),
        () -> now);
  }

  private PostResult post(BuildStatus status, Priority priority) {
    if (applies) {
      Desired sent =
          Statuses.desired(status.place().integrationId(), status.key(), status.revision());
      Duration after = landsAfter.compareTo(LATEST_LANDING) > 0 ? LATEST_LANDING : landsAfter;
      if (after.isZero()) {
        act(sent);
      } else {
        landing.computeIfAbsent(now.plus(after), at -> new ArrayList<>()).add(sent);
      }
    }
    return answer;
  }

  private void act(Desired sent) {
    shown.put(sent.key(), sent.source().offset());
  }

  @Override
  public CompletionStage<?> write(Entry entry) {
    return CompletableFuture.completedStage(entry);
  }

  @Override
  public CompletionStage<?> writeUnreadable(Unreadable unreadable) {
    return CompletableFuture.completedStage(unreadable);
  }
}
