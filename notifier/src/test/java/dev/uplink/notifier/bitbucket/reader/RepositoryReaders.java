package dev.uplink.notifier.bitbucket.reader;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.credentials.ApiCredential;
import dev.uplink.notifier.gate.OpenGate;
import dev.uplink.schemas.trace.Tracing;
import io.micronaut.http.client.HttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Readers of one repository against a fake Bitbucket. */
final class RepositoryReaders implements AutoCloseable {
  static final String OLD = "a".repeat(40);
  static final String NEW = "b".repeat(40);
  private static final Duration BUDGET = Duration.ofSeconds(5);

  final FakeBitbucket bitbucket;
  private final BitbucketHttp http =
      new BitbucketHttp(
          HttpClient.create(null, BitbucketHttp.configuration(BUDGET)),
          new OpenGate(),
          Tracing.off());

  RepositoryReaders() throws IOException {
    bitbucket = new FakeBitbucket();
    bitbucket.answers("GET", 404, Map.of(), "{}");
  }

  RepositoryReader cloud() {
    return readers()
        .of(
            "int-a",
            new IntegrationFacts(CLOUD, null, null, 1, 1),
            new ApiCredential.ApiToken("ops@example.com", "s3cret"),
            BUDGET,
            "acme",
            "net");
  }

  /** Under a context path, of a person's project. */
  RepositoryReader dataCenter() {
    return readers()
        .of(
            "int-a",
            new IntegrationFacts(DATA_CENTER, bitbucket.url() + "/stash/", null, 1, 1),
            new ApiCredential.AccessToken("Ops.User", "s3cret"),
            BUDGET,
            "~Ada",
            "net");
  }

  static void assertFails(ThrowingCallable call, Fault fault, String words) {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(call)
        .withMessageContaining(words)
        .satisfies(failure -> assertThat(failure.fault()).isEqualTo(fault))
        .satisfies(failure -> assertThat(failure.detail()).doesNotContain("s3cret"));
  }

  private BitbucketReaders readers() {
    return new BitbucketReaders(URI.create(bitbucket.url() + "/2.0"), http, Clock.systemUTC());
  }

  @Override
  public void close() {
    bitbucket.close();
    http.close();
  }
}
