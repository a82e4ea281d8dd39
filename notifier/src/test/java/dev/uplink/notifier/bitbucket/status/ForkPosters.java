package dev.uplink.notifier.bitbucket.status;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.notifier.gate.Admission;
import dev.uplink.notifier.gate.OpenGate;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.trace.Tracing;
import io.micronaut.http.client.HttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Posters against a fake Bitbucket, and statuses of a commit that pull request 7 brings from a
 * fork.
 */
final class ForkPosters implements AutoCloseable {
  static final String SHA = "e5".repeat(20);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  final FakeBitbucket bitbucket = new FakeBitbucket();

  /** How many requests may be made. */
  private int tokens = Integer.MAX_VALUE;

  private final BitbucketHttp http =
      new BitbucketHttp(
          HttpClient.create(null, BitbucketHttp.configuration(Duration.ofSeconds(5))),
          (caller, host) -> tokens-- > 0 ? new OpenGate() : spent(),
          Tracing.off());

  ForkPosters() throws IOException {}

  /** A try with one request, as when the budget is nearly spent. */
  PostResult tokenFor(StatusPoster poster) {
    tokens = 1;
    return poster.post(status(DATA_CENTER), Priority.TERMINAL);
  }

  private static Admission spent() {
    return new Admission.Held(Admission.Why.BUDGET, "the budget is spent", NOW);
  }

  PostResult post(BitbucketProduct product) throws Exception {
    return poster(product).post(status(product), Priority.TERMINAL);
  }

  StatusPoster poster(BitbucketProduct product) throws Exception {
    IntegrationFacts facts = new IntegrationFacts(product, bitbucket.url(), null, 1, 1);
    return new StatusPoster(
        (account, id) -> Optional.of(facts),
        new Keysets()
            .holding("{\"kind\":\"ACCESS_TOKEN\",\"username\":\"ops\",\"accessToken\":\"s3cret\"}"),
        URI.create(bitbucket.url() + "/2.0"),
        http,
        Duration.ofSeconds(5),
        () -> NOW);
  }

  /** It was pushed to the repository itself since. */
  static BuildStatus cameHome() {
    BuildStatus inFork = status(CLOUD);
    return new BuildStatus(
        inFork.place(), null, inFork.fork(), inFork.key(), inFork.shown(), null, 2, NOW);
  }

  static BuildStatus status(BitbucketProduct product) {
    CommitPlace place =
        new CommitPlace(new AccountId("acme"), "int-a", product, "PAY", "live", new CommitSha(SHA));
    Appearance shown =
        new Appearance("name", CheckState.FAILED, "text", "https://x.example", "feature/x");
    Fork fork = new Fork("ada", "infra", 7);
    return new BuildStatus(place, fork, "spacelift/network", shown, null, 1, NOW);
  }

  @Override
  public void close() {
    bitbucket.close();
    http.close();
  }
}
