package dev.uplink.notifier.bitbucket.status;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.credentials.Credentials;
import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.notifier.gate.OpenGate;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.trace.Tracing;
import io.micronaut.http.client.HttpClient;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Posters of one integration against a fake Bitbucket, and statuses for them. */
final class StatusPosters implements AutoCloseable {
  static final String SHA = "e5".repeat(20);
  static final String RUN = "0".repeat(16) + "." + "1".repeat(32);
  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String TOKEN =
      "{\"kind\":\"API_TOKEN\",\"email\":\"ops@example.com\",\"apiToken\":\"s3cret\"}";
  private static final String ACCESS =
      "{\"kind\":\"ACCESS_TOKEN\",\"username\":\"ops\",\"accessToken\":\"s3cret\"}";

  final FakeBitbucket bitbucket = new FakeBitbucket();
  private Instant now = NOW;
  private final Keysets keysets = new Keysets();
  private final BitbucketHttp http =
      new BitbucketHttp(
          HttpClient.create(null, BitbucketHttp.configuration(BUDGET)),
          new OpenGate(),
          Tracing.off());

  StatusPosters() throws IOException, GeneralSecurityException {}

  StatusPoster cloud() throws GeneralSecurityException {
    IntegrationFacts facts = new IntegrationFacts(CLOUD, null, null, 1, 1);
    return poster((account, id) -> Optional.of(facts), keysets.holding(TOKEN));
  }

  StatusPoster dataCenter(String contextPath) throws GeneralSecurityException {
    return accessTokenOf(
        new IntegrationFacts(DATA_CENTER, bitbucket.url() + contextPath, null, 1, 1));
  }

  /** With version 1 of its credentials. */
  StatusPoster accessTokenOf(IntegrationFacts facts) throws GeneralSecurityException {
    return poster((account, id) -> Optional.of(facts), keysets.holding(ACCESS));
  }

  /** With less time, for who is not answered. */
  StatusPoster dataCenter(Duration budget) throws GeneralSecurityException {
    IntegrationFacts facts = new IntegrationFacts(DATA_CENTER, bitbucket.url(), null, 1, 1);
    return poster((account, id) -> Optional.of(facts), keysets.holding(ACCESS), budget);
  }

  StatusPoster ofDeleted() throws GeneralSecurityException {
    return poster((account, id) -> Optional.empty(), keysets.holding(TOKEN));
  }

  /** While partitions move, or before all integrations are read. */
  StatusPoster withoutStore() throws GeneralSecurityException {
    return poster(
        (account, id) -> {
          throw new InvalidStateStoreException("not open");
        },
        keysets.holding(TOKEN));
  }

  private StatusPoster poster(Integrations integrations, Credentials credentials) {
    return poster(integrations, credentials, BUDGET);
  }

  private StatusPoster poster(Integrations integrations, Credentials credentials, Duration budget) {
    URI api = URI.create(bitbucket.url() + "/2.0");
    return new StatusPoster(integrations, credentials, api, http, budget, () -> now);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  static Map<String, Object> json(FakeBitbucket.Request request) throws IOException {
    return new ObjectMapper().readValue(request.body(), new TypeReference<>() {});
  }

  static BuildStatus status(BitbucketProduct product, CheckState state) {
    return status(product, state, "feature/x", new RunId(RUN));
  }

  static BuildStatus ofGroup() {
    return status(DATA_CENTER, CheckState.SUCCESSFUL, "feature/x", null);
  }

  static BuildStatus ofBranch(BitbucketProduct product, String name) {
    return status(product, CheckState.SUCCESSFUL, name, null);
  }

  private static BuildStatus status(
      BitbucketProduct product, CheckState state, String branch, @Nullable RunId run) {
    CommitPlace place =
        new CommitPlace(
            new AccountId("acme"),
            "int-a",
            product,
            product == CLOUD ? "Team" : "~jane",
            "live",
            new CommitSha(SHA));
    Appearance shown =
        new Appearance(
            "spacelift/network: Grüße", state, "Grüße", "https://runs.example.com/1", branch);
    return new BuildStatus(place, null, "spacelift/network", shown, run, 1, NOW);
  }

  @Override
  public void close() {
    bitbucket.close();
    http.close();
  }
}
