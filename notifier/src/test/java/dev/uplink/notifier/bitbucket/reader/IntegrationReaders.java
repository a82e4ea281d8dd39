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
import dev.uplink.schemas.fixture.TestAuthority;
import dev.uplink.schemas.trace.Tracing;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.ssl.ClientSslConfiguration;
import io.micronaut.http.ssl.SslConfiguration;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Readers of one integration against a fake Bitbucket. */
final class IntegrationReaders implements AutoCloseable {
  private static final Duration BUDGET = Duration.ofSeconds(5);

  final FakeBitbucket bitbucket = new FakeBitbucket();
  private final BitbucketHttp http;

  IntegrationReaders() throws IOException {
    this(BitbucketHttp.configuration(BUDGET));
  }

  private IntegrationReaders(HttpClientConfiguration configuration) throws IOException {
    http = new BitbucketHttp(HttpClient.create(null, configuration), new OpenGate(), Tracing.off());
  }

  /** As if Java trusted that authority, and no other. */
  static IntegrationReaders trusting(TestAuthority authority) throws IOException {
    SslConfiguration.TrustStoreConfiguration trusted =
        new SslConfiguration.TrustStoreConfiguration();
    trusted.setPath("file:" + authority.trustStore());
    trusted.setType("PKCS12");
    trusted.setPassword(TestAuthority.PASSWORD);
    ClientSslConfiguration ssl = new ClientSslConfiguration();
    ssl.setEnabled(true);
    ssl.setTrustStore(trusted);
    DefaultHttpClientConfiguration configuration = BitbucketHttp.configuration(BUDGET);
    configuration.setSslConfiguration(ssl);
    return new IntegrationReaders(configuration);
  }

  BitbucketReader cloud() {
    return cloud(BUDGET);
  }

  /** With less time, for who is not answered. */
  BitbucketReader cloud(Duration budget) {
    return readers()
        .of(
            "int-a",
            new IntegrationFacts(CLOUD, null, null, 1, 1),
            new ApiCredential.ApiToken("ops@example.com", "s3cret"),
            budget);
  }

  BitbucketReader dataCenter() {
    return dataCenter(bitbucket.url() + "/stash/");
  }

  BitbucketReader dataCenter(String host) {
    return readers()
        .of(
            "int-a",
            new IntegrationFacts(DATA_CENTER, host, null, 1, 1),
            new ApiCredential.AccessToken("ops", "s3cret"),
            BUDGET);
  }

  private BitbucketReaders readers() {
    URI api = URI.create(bitbucket.url() + "/2.0");
    return new BitbucketReaders(api, http, Clock.systemUTC());
  }

  static List<String> similar(String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> name + "-" + number).toList();
  }

  static String pageOf(String field, List<String> names) {
    return pageOf(field, names, null);
  }

  static String pageOf(String field, List<String> names, @Nullable String next) {
    String values =
        names.stream()
            .map(name -> "{\"%s\":\"%s\"}".formatted(field, name))
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"values\":%s%s}".formatted(values, next == null ? "" : ",\"next\":\"" + next + "\"");
  }

  static void assertFails(ThrowingCallable call, Fault fault, String words) {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(call)
        .withMessageContaining(words)
        .satisfies(failure -> assertThat(failure.fault()).isEqualTo(fault))
        .satisfies(failure -> assertThat(failure.detail()).doesNotContain("s3cret"));
  }

  @Override
  public void close() {
    bitbucket.close();
    http.close();
  }
}
