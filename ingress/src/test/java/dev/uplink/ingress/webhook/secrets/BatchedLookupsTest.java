package dev.uplink.ingress.webhook.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readers that run when they are told to. */
class BatchedLookupsTest {
  private final Queue<Runnable> readers = new ArrayDeque<>();
  private final List<Integer> batches = new ArrayList<>();
  private int tasksKept = Integer.MAX_VALUE;
  private final BatchedLookups lookups =
      new BatchedLookups(this::read, this::enqueue, Duration.ofSeconds(5));

  @Test
  void whatWaitsTogetherIsAskedTogether() {
    List<CompletableFuture<Optional<IntegrationSecrets>>> found = find(3);
    runReaders();

    assertThat(batches).containsExactly(3);
    assertThat(found).allSatisfy(one -> assertThat(one).isCompleted());
  }

  @Test
  void oneIsAskedAloneWhenNobodyElseWaits() {
    find(1);
    runReaders();
    find(1);
    runReaders();

    assertThat(batches).containsExactly(1, 1);
  }

  @Test
  void aBatchHasABound() {
    find(BatchedLookups.MOST_AT_ONCE + 1);
    runReaders();

    assertThat(batches).containsExactly(BatchedLookups.MOST_AT_ONCE, 1);
  }

  @Test
  void asManyTasksAsAreKeptWaitingReadAllThatWaits() {
    tasksKept = BatchedLookups.MOST_WAITING / BatchedLookups.MOST_AT_ONCE;
    List<CompletableFuture<Optional<IntegrationSecrets>>> found = find(BatchedLookups.MOST_WAITING);
    runReaders();

    assertThat(found).allSatisfy(one -> assertThat(one).isCompleted());
    assertThat(batches).hasSize(tasksKept).containsOnly(BatchedLookups.MOST_AT_ONCE);
  }

  @Test
  void oneMoreThanMayWaitIsRefusedUntilSomeWereRead() {
    find(BatchedLookups.MOST_WAITING);
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> find(1))
        .withMessage("8192 look-ups wait already");

    runReaders();

    assertThat(find(1)).allSatisfy(one -> assertThat(one).isNotDone());
  }

  @Test
  void nobodyIsAskedForThoseWhoGaveUp() {
    List<CompletableFuture<Optional<IntegrationSecrets>>> found = find(3);
    found.get(1).completeExceptionally(new TimeoutException());
    runReaders();

    assertThat(batches).containsExactly(2);
  }

  /** As a thread pool with a bounded queue. */
  private void enqueue(Runnable reader) {
    if (readers.size() == tasksKept) {
      throw new RejectedExecutionException("full");
    }
    readers.add(reader);
  }

  private List<CompletableFuture<Optional<IntegrationSecrets>>> find(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> lookups.find(address("integration-" + number)))
        .toList();
  }

  private void runReaders() {
    while (!readers.isEmpty()) {
      readers.remove().run();
    }
  }

  private SecretSource.Reading read(List<WebhookAddress> addresses) {
    batches.add(addresses.size());
    return address -> Optional.empty();
  }

  private static WebhookAddress address(String slug) {
    return WebhookAddress.parse("bitbucket-cloud", "acme", slug).orElseThrow();
  }
}
