package dev.uplink.notifier.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.BitbucketReaders;
import dev.uplink.notifier.bitbucket.ChangedFiles;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.UsableCredentials;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskerTest {
  private static final Duration BUDGET = Duration.ofSeconds(60);
  private static final String TOKEN =
      "{\"kind\":\"API_TOKEN\",\"email\":\"ops@example.com\",\"apiToken\":\"s3cret\"}";

  private final List<Duration> pauses = new ArrayList<>();
  private final Deque<Runnable> meanwhile = new ArrayDeque<>();
  private final BitbucketHttp http =
      new BitbucketHttp(
          HttpClient.create(null, BitbucketHttp.configuration(Duration.ofSeconds(5))),
          new OpenGate(),
          Tracing.off());
  private Optional<IntegrationFacts> facts =
      Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 1, 1));
  private Instant now = Lookups.NOW;
  private FakeBitbucket bitbucket;
  private Credentials credentials;
  private Asker asker;

  @BeforeEach
  void start() throws Exception {
    bitbucket = new FakeBitbucket();
    use(new Keysets().holding(TOKEN));
  }

  @AfterEach
  void stop() throws IOException {
    bitbucket.close();
    http.close();
  }

  @Test
  void anAnswerIsGivenAtOnce() throws Exception {
    bitbucket.answersPath("/diffstat/", "{\"values\":[{\"new\":{\"path\":\"a\"}}]}");

    assertThat(asker.ask(Lookups.pushed()))
        .isEqualTo(new Reply.Answered(new Found.Files(new ChangedFiles(List.of("a"), false))));
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 500, 503, 555, 408})
  void whatMayPassIsAskedAgain(int status) throws Exception {
    bitbucket.answersPath("/diffstat/", status, Map.of(), "");
    meanwhile.add(() -> {});
    meanwhile.add(() -> bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  /** A log-in page, or what a proxy says while the server behind it is being replaced. */
  @ParameterizedTest
  @CsvSource({
    "200, <html><form action=/login>",
    "200, '{\"values\":[{\"new\":'",
    "200, {}",
    "302, ''",
    "404, <html><center>nginx</center></html>",
    "400, 'default backend - 400'",
    "407, ''"
  })
  void whatIsNoAnswerOfBitbucketsIsAskedAgain(int status, String body) throws Exception {
    bitbucket.answersPath("/diffstat/", status, Map.of(), body);
    meanwhile.add(() -> bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
    assertThat(pauses).containsExactly(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource({
    "400, BITBUCKET_FAILED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "410, BITBUCKET_FAILED",
    "301, BITBUCKET_FAILED"
  })
  void whatDoesNotPassIsToldAtOnce(int status, Fault fault) throws Exception {
    bitbucket.answersPath("/diffstat/", status, Map.of(), "");

    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(fault);
    assertThat(pauses).isEmpty();
    assertThat(bitbucket.requests).hasSize(1);
  }

  /** Bitbucket refuses now and then what it takes a moment later. */
  @Test
  void refusedCredentialsAreTriedOnceMoreBeforeThatIsTheAnswer() throws Exception {
    bitbucket.answersPath("/diffstat/", 401, Map.of(), "");
    meanwhile.add(() -> bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
    assertThat(pauses).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void thoseThatAreRefusedTwiceKeepNobodyWaitingAnyMore() throws Exception {
    bitbucket.answersPath("/diffstat/", 401, Map.of(), "");
    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.UNAUTHORIZED);
    assertThat(pauses).containsExactly(Duration.ofSeconds(30));

    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.UNAUTHORIZED);
    assertThat(pauses).hasSize(1);
    assertThat(bitbucket.requests).hasSize(3);
  }

  @Test
  void newerOnesMayBeRefusedForAMomentAgain() throws Exception {
    bitbucket.answersPath("/diffstat/", 401, Map.of(), "");
    asker.ask(Lookups.pushed());
    facts = Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 2, 2));
    meanwhile.add(() -> bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
    assertThat(paused()).isEqualTo(Duration.ofSeconds(60));
  }

  /** Cloud does not say for how long. */
  @Test
  void whoHasHadTooManyRequestsIsLeftAloneByAllLookupsOfTheIntegration() throws Exception {
    bitbucket.answersPath("/diffstat/", 429, Map.of(), "");
    meanwhile.add(() -> bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
    assertThat(paused()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void oneThatDidNotAnswerForTheWholeTimeIsLeftAloneForAWhile() throws Exception {
    bitbucket.answersPath("/diffstat/", 503, Map.of(), "");
    Reply first = asker.ask(Lookups.pushed());
    int asked = bitbucket.requests.size();

    assertThat(asker.ask(Lookups.pushed())).isEqualTo(first);
    assertThat(bitbucket.requests).hasSize(asked);

    now = now.plusSeconds(31);
    bitbucket.answersPath("/diffstat/", "{\"values\":[]}");
    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
  }

  /** As a diff of which a proxy cuts off the end, each time. */
  @Test
  void oneThatAnsweredOthersMeanwhileIsAskedFourTimesAndNotLeftAlone() throws Exception {
    bitbucket.answersPath("/diffstat/", "{\"values\":[{\"new\":");
    bitbucket.answersPath("/commit/", "{\"hash\":\"" + Lookups.NEW + "\"}");
    meanwhile.add(
        () -> assertThat(ask(Lookups.fullHash("l-2"))).isInstanceOf(Reply.Answered.class));
    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.BITBUCKET_FAILED);
    assertThat(paused()).isEqualTo(Duration.ofMillis(3_500));

    assertThat(asker.ask(Lookups.fullHash("l-3"))).isInstanceOf(Reply.Answered.class);
  }

  private Reply ask(Lookup lookup) {
    try {
      return asker.ask(lookup);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theTimeIsKept() throws Exception {
    bitbucket.answersPath("/diffstat/", 503, Map.of(), "");

    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.BITBUCKET_FAILED);
    assertThat(Duration.between(Lookups.NOW, now)).isLessThanOrEqualTo(BUDGET);
    assertThat(pauses).hasSizeBetween(8, 12).endsWith(Duration.ofSeconds(8));
  }

  @Test
  void bitbucketsOwnPauseIsKeptByAllLookupsOfTheIntegration() throws Exception {
    bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "70"), "");
    asker.ask(Lookups.pushed());
    now = now.plusSeconds(15);
    bitbucket.answersPath("/diffstat/", "{\"values\":[]}");

    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
    assertThat(paused()).isEqualTo(Duration.ofSeconds(55));
  }

  /** Of another user, perhaps, who has not asked too often. */
  @Test
  void newCredentialsEndBitbucketsPauseAtOnce() throws Exception {
    bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "40"), "");
    meanwhile.add(
        () -> {
          bitbucket.answersPath("/diffstat/", "{\"values\":[]}");
          facts = Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 2, 2));
        });

    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
    assertThat(paused()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void newCredentialsEndAPauseBeyondTheDeadlineToo() throws Exception {
    bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "300"), "");
    asker.ask(Lookups.pushed());
    bitbucket.answersPath("/diffstat/", "{\"values\":[]}");
    facts = Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 2, 2));

    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void newCredentialsThatHaveHadTooManyAsWellRestAnew() throws Exception {
    bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "300"), "");
    asker.ask(Lookups.pushed());
    facts = Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 2, 2));

    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.RATE_LIMITED);
    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.RATE_LIMITED);
    assertThat(bitbucket.requests).hasSize(2);
  }

  @Test
  void aPauseBeyondTheDeadlineIsNotWaitedForAndNobodyAsksMeanwhile() throws Exception {
    bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "61"), "");

    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.RATE_LIMITED);
    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.RATE_LIMITED);
    assertThat(bitbucket.requests).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void anIntegrationThatIsTooNewIsWaitedForAWhile() throws Exception {
    Optional<IntegrationFacts> known = facts;
    facts = Optional.empty();
    bitbucket.answersPath("/diffstat/", "{\"values\":[]}");
    meanwhile.add(() -> facts = known);

    assertThat(asker.ask(Lookups.pushed())).isInstanceOf(Reply.Answered.class);
    facts = Optional.empty();
    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.INTEGRATION_UNKNOWN);
    assertThat(pauses).hasSize(3);
  }

  @Test
  void withoutCredentialsNobodyIsAsked() throws Exception {
    use(new Keysets().holdingNothing());

    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.CREDENTIALS_MISSING);
    assertThat(bitbucket.requests).isEmpty();
  }

  @Test
  void anIntegrationOfTheOtherBitbucketIsNotAsked() throws Exception {
    facts =
        Optional.of(
            new IntegrationFacts(BitbucketProduct.DATA_CENTER, bitbucket.url(), null, 1, 1));

    assertThat(faultOf(asker.ask(Lookups.pushed()))).isEqualTo(Fault.INTEGRATION_UNKNOWN);
    assertThat(bitbucket.requests).isEmpty();
  }

  @Test
  void whatIsCutOffByTheEndIsNoAnswer() {
    bitbucket.hangs("GET");
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> asker.ask(Lookups.pushed()));
  }

  private void use(Credentials some) {
    credentials = some;
    BitbucketReaders readers =
        new BitbucketReaders(URI.create(bitbucket.url() + "/2.0"), http, () -> now);
    asker =
        new Asker(
            (account, id) -> facts,
            new UsableCredentials(credentials),
            readers::of,
            BUDGET,
            this::pause,
            () -> 0.0,
            () -> now);
  }

  private void pause(Duration time) {
    pauses.add(time);
    now = now.plus(time);
    if (!meanwhile.isEmpty()) {
      meanwhile.removeFirst().run();
    }
  }

  private Duration paused() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static Fault faultOf(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Unanswered.class);
    assertThat(((Reply.Unanswered) reply).detail()).doesNotContain("s3cret");
    return ((Reply.Unanswered) reply).fault();
  }
}
