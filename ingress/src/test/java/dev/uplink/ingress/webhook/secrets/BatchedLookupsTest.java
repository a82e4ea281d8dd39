package dev.uplink.ingress.webhook.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readers that run when they are told to. */
class BatchedLookupsTest {
  private final Queue<Runnable> readers = new ArrayDeque<>();
  private final List<Integer> batches = new ArrayList<>();
  private final BatchedLookups lookups =
      new BatchedLookups(this::read, readers::add, Duration.ofSeconds(5));

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
