package dev.uplink.notifier.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.reader.BitbucketReaders;
import dev.uplink.notifier.bitbucket.reader.UsableCredentials;
import dev.uplink.notifier.credentials.Credentials;
import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.notifier.gate.OpenGate;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.trace.Tracing;
import io.micronaut.http.client.HttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** An {@link Asker}, the Bitbucket it asks over HTTP, and a clock that only its pauses move. */
final class AskerWorld implements AutoCloseable {
  static final Duration BUDGET = Duration.ofSeconds(60);
  private static final String TOKEN =
      "{\"kind\":\"API_TOKEN\",\"email\":\"ops@example.com\",\"apiToken\":\"s3cret\"}";

  final FakeBitbucket bitbucket = new FakeBitbucket();
  final List<Duration> pauses = new ArrayList<>();

  /** What happens during pauses, one of these in each. */
  final Deque<Meanwhile> meanwhile = new ArrayDeque<>();

  Optional<IntegrationFacts> facts =
      Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 1, 1));
  Instant now = Lookups.NOW;

  @FunctionalInterface
  interface Meanwhile {
    void happens() throws InterruptedException;
  }

  private final BitbucketHttp http =
      new BitbucketHttp(
          HttpClient.create(null, BitbucketHttp.configuration(Duration.ofSeconds(5))),
          new OpenGate(),
          Tracing.off());
  private final Asker asker;

  AskerWorld() throws Exception {
    this(new Keysets().holding(TOKEN));
  }

  AskerWorld(Credentials credentials) throws Exception {
    BitbucketReaders readers =
        new BitbucketReaders(URI.create(bitbucket.url() + "/2.0"), http, () -> now);
    asker =
        new Asker(
            new BitbucketQuery(
                (account, id) -> facts, new UsableCredentials(credentials), readers::of, () -> now),
            BUDGET,
            this::pause,
            () -> 0.0,
            () -> now);
  }

  Reply ask(Lookup lookup) throws InterruptedException {
    return asker.ask(lookup);
  }

  Reply ask() throws InterruptedException {
    return ask(Lookups.pushed());
  }

  /** Of a lookup that is not answered. */
  Fault faultOfAsking() throws InterruptedException {
    return faultOf(ask());
  }

  static Fault faultOf(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Unanswered.class);
    assertThat(((Reply.Unanswered) reply).detail()).doesNotContain("s3cret");
    return ((Reply.Unanswered) reply).fault();
  }

  /** Has credentials of a version that was not there before. */
  void renewCredentials() {
    facts = Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 2, 2));
  }

  Duration paused() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private void pause(Duration time) throws InterruptedException {
    pauses.add(time);
    now = now.plus(time);
    if (!meanwhile.isEmpty()) {
      meanwhile.removeFirst().happens();
    }
  }

  @Override
  public void close() throws IOException {
    bitbucket.close();
    http.close();
  }
}
