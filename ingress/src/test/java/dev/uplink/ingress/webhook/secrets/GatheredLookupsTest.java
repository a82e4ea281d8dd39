package dev.uplink.ingress.webhook.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The moment is over when the test says so. */
class GatheredLookupsTest {
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final List<Integer> batches = new ArrayList<>();
  private boolean broken;
  private final GatheredLookups lookups = new GatheredLookups(this::read, later::add);

  @Test
  void whatCameInTheMomentIsReadByOneTask() {
    List<CompletableFuture<Optional<IntegrationSecrets>>> found =
        find(BatchedLookups.MOST_AT_ONCE + 1);
    assertThat(later).hasSize(1);
    later.remove().run();

    assertThat(batches).containsExactly(BatchedLookups.MOST_AT_ONCE, 1);
    assertThat(found).allSatisfy(one -> assertThat(one).isCompleted());
  }

  @Test
  void whatComesAfterwardsIsReadToo() {
    find(1);
    later.remove().run();
    find(2);
    later.remove().run();

    assertThat(batches).containsExactly(1, 2);
  }

  @Test
  void oneMoreThanMayWaitIsCancelled() {
    find(BatchedLookups.MOST_WAITING);

    assertThat(find(1).getFirst()).isCancelled();
  }

  @Test
  void afterAFailureTheNextAreRead() {
    broken = true;
    CompletableFuture<Optional<IntegrationSecrets>> failed = find(1).getFirst();
    later.remove().run();
    broken = false;
    CompletableFuture<Optional<IntegrationSecrets>> found = find(1).getFirst();
    later.remove().run();

    assertThat(failed).isCompletedExceptionally();
    assertThat(found).isCompletedWithValue(Optional.empty());
  }

  private List<CompletableFuture<Optional<IntegrationSecrets>>> find(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> lookups.find(address("integration-" + number)))
        .toList();
  }

  private SecretSource.Reading read(List<WebhookAddress> addresses) {
    if (broken) {
      throw new IllegalStateException("broken");
    }
    batches.add(addresses.size());
    return address -> Optional.empty();
  }

  private static WebhookAddress address(String slug) {
    return WebhookAddress.parse("bitbucket-cloud", "acme", slug).orElseThrow();
  }
}
