package dev.uplink.ingress.webhook.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The database is a counter, the clock is turned by hand, and a look-up runs when it is told to.
 */
class CachedWebhookSecretsTest {
  private static final WebhookAddress KNOWN = address("payments");
  private static final WebhookAddress UNKNOWN = address("unknown");

  private final AtomicLong nanos = new AtomicLong();
  private final Ticker ticker = nanos::get;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int reads;
  private boolean broken;
  private final CachedWebhookSecrets secrets =
      new CachedWebhookSecrets(addresses -> this::read, waiting::add, waiting::add, ticker);

  @BeforeEach
  void listen() {
    secrets.listening();
  }

  @Test
  void whatWasReadIsRemembered() {
    assertThat(find(KNOWN)).contains(version(1));
    assertThat(find(KNOWN)).contains(version(1));
  }

  @Test
  void thatThereIsNothingIsRememberedToo() {
    assertThat(find(UNKNOWN)).isEmpty();
    assertThat(find(UNKNOWN)).isEmpty();

    assertThat(reads).isEqualTo(1);
  }

  @Test
  void aChangeIsFollowed() {
    find(KNOWN);

    secrets.changed("BITBUCKET_CLOUD/acme/payments");

    assertThat(find(KNOWN)).contains(version(2));
  }

  @Test
  void aChangeElsewhereForgetsNothing() {
    find(KNOWN);

    secrets.changed("BITBUCKET_DATACENTER/acme/payments");

    assertThat(find(KNOWN)).contains(version(1));
  }

  @Test
  void aChangeThatIsNotUnderstoodForgetsAll() {
    find(KNOWN);

    secrets.changed("something else");

    assertThat(find(KNOWN)).contains(version(2));
  }

  @Test
  void aChangeWhileReadingIsNotOverwrittenByTheOlderReading() {
    CompletableFuture<Optional<IntegrationSecrets>> older = start(KNOWN);
    secrets.changed("BITBUCKET_CLOUD/acme/payments");
    runWaiting();

    assertThat(older.join()).contains(version(1));
    assertThat(find(KNOWN)).contains(version(2));
  }

  @Test
  void nothingIsBelievedLongerThanAMinute() {
    find(KNOWN);
    pass(CachedWebhookSecrets.LONGEST_LIFE.minusNanos(1));
    assertThat(find(KNOWN)).contains(version(1));

    pass(Duration.ofNanos(1));

    assertThat(find(KNOWN)).contains(version(2));
    assertThat(CachedWebhookSecrets.LONGEST_LIFE.plus(CachedWebhookSecrets.LONGEST_READING))
        .isLessThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void whileNobodyListensEveryRequestReads() {
    find(KNOWN);
    secrets.lost();

    assertThat(find(KNOWN)).contains(version(2));
    assertThat(find(KNOWN)).contains(version(3));
  }

  @Test
  void whileTheListenerIsSilentEveryRequestReads() {
    find(KNOWN);

    nanos.addAndGet(CachedWebhookSecrets.LONGEST_SILENCE.plusNanos(1).toNanos());

    assertThat(find(KNOWN)).contains(version(2));
    assertThat(find(KNOWN)).contains(version(3));
  }

  @Test
  void afterASilenceNothingFromBeforeIsBelieved() {
    find(KNOWN);
    nanos.addAndGet(CachedWebhookSecrets.LONGEST_SILENCE.plusNanos(1).toNanos());

    secrets.heard();

    assertThat(find(KNOWN)).contains(version(2));
    assertThat(find(KNOWN)).contains(version(2));
  }

  @Test
  void listeningAgainForgetsWhatWasReadMeanwhile() {
    secrets.lost();
    find(KNOWN);

    secrets.listening();

    assertThat(find(KNOWN)).contains(version(2));
    assertThat(find(KNOWN)).contains(version(2));
  }

  @Test
  void requestsAtTheSameMomentShareOneReading() {
    secrets.lost();
    CompletableFuture<Optional<IntegrationSecrets>> first = start(KNOWN);
    CompletableFuture<Optional<IntegrationSecrets>> second = start(KNOWN);
    runWaiting();

    assertThat(first.join()).contains(version(1));
    assertThat(second.join()).contains(version(1));
  }

  @Test
  void oneWhoGivesUpDoesNotEndTheReadingOfOthers() {
    start(KNOWN).cancel(true);
    CompletableFuture<Optional<IntegrationSecrets>> other = start(KNOWN);
    runWaiting();

    assertThat(other.join()).contains(version(1));
  }

  @Test
  void moreLookupsThanCanWaitAreRefusedAndNotRemembered() {
    fill();
    assertThat(start(KNOWN))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RejectedExecutionException.class);

    runWaiting();

    assertThat(reads).isEqualTo(BatchedLookups.MOST_WAITING);
    assertThat(find(KNOWN)).isPresent();
  }

  @Test
  void whatIsAskedForLateInItsLifeIsReadAnewAndNobodyWaits() {
    find(KNOWN);
    pass(CachedWebhookSecrets.REFRESH_AFTER.plusNanos(1));

    assertThat(start(KNOWN)).isCompletedWithValue(Optional.of(version(1)));
    runWaiting();

    assertThat(start(KNOWN)).isCompletedWithValue(Optional.of(version(2)));
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aChangeDuringTheSecondReadingIsNotOverwrittenByIt() {
    readASecondTimeDuring(() -> secrets.changed("BITBUCKET_CLOUD/acme/payments"));

    assertThat(find(KNOWN)).contains(version(3));
  }

  @Test
  void aLossDuringTheSecondReadingIsNotOverwrittenByIt() {
    readASecondTimeDuring(
        () -> {
          secrets.lost();
          secrets.listening();
        });

    assertThat(find(KNOWN)).contains(version(3));
  }

  @Test
  void theOldWordCountsToItsEndWhenItCannotBeReadAnew() {
    find(KNOWN);
    pass(CachedWebhookSecrets.REFRESH_AFTER.plusNanos(1));
    broken = true;
    assertThat(find(KNOWN)).contains(version(1));

    pass(CachedWebhookSecrets.LONGEST_LIFE.minus(CachedWebhookSecrets.REFRESH_AFTER));

    CompletableFuture<Optional<IntegrationSecrets>> found = start(KNOWN);
    runWaiting();

    assertThat(found).isCompletedExceptionally();
  }

  @Test
  void aReadingThatHangsFailsInABoundedTime() {
    assertThat(start(KNOWN)).failsWithin(CachedWebhookSecrets.LOOKUP_TIMEOUT.multipliedBy(3));
  }

  private Optional<IntegrationSecrets> read(WebhookAddress address) {
    if (broken) {
      throw new IllegalStateException("broken");
    }
    reads++;
    return address.equals(KNOWN) ? Optional.of(version(reads)) : Optional.empty();
  }

  /** Which reading it came from stands in the id. */
  private static IntegrationSecrets version(int reading) {
    return new IntegrationSecrets("reading-" + reading, List.of());
  }

  private CompletableFuture<Optional<IntegrationSecrets>> start(WebhookAddress address) {
    return secrets.find(address).toCompletableFuture();
  }

  private void readASecondTimeDuring(Runnable event) {
    find(KNOWN);
    pass(CachedWebhookSecrets.REFRESH_AFTER.plusNanos(1));
    var _ = start(KNOWN);
    event.run();
    runWaiting();
    assertThat(reads).isEqualTo(2);
  }

  private void fill() {
    for (int number = 0; number < BatchedLookups.MOST_WAITING; number++) {
      var _ = start(address("other-" + number));
    }
  }

  private void runWaiting() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  private Optional<IntegrationSecrets> find(WebhookAddress address) {
    CompletableFuture<Optional<IntegrationSecrets>> found = start(address);
    runWaiting();
    return found.join();
  }

  /** Time goes on and the listener is heard all along. */
  private void pass(Duration duration) {
    long end = nanos.get() + duration.toNanos();
    while (nanos.get() < end) {
      nanos.set(Math.min(end, nanos.get() + Duration.ofSeconds(1).toNanos()));
      secrets.heard();
    }
  }

  private static WebhookAddress address(String slug) {
    return WebhookAddress.parse("bitbucket-cloud", "acme", slug).orElseThrow();
  }
}
