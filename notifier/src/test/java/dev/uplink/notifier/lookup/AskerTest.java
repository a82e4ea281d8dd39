package dev.uplink.notifier.lookup;

import static dev.uplink.notifier.lookup.AskerWorld.BUDGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.reader.ChangedFiles;
import dev.uplink.schemas.id.BitbucketProduct;
import java.time.Duration;
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
  private AskerWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new AskerWorld();
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void anAnswerIsGivenAtOnce() throws Exception {
    world.bitbucket.answersPath("/diffstat/", "{\"values\":[{\"new\":{\"path\":\"a\"}}]}");

    assertThat(world.ask())
        .isEqualTo(new Reply.Answered(new Found.Files(new ChangedFiles(List.of("a"), false))));
    assertThat(world.pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 500, 503, 555, 408})
  void whatMayPassIsAskedAgain(int status) throws Exception {
    world.bitbucket.answersPath("/diffstat/", status, Map.of(), "");
    world.meanwhile.add(() -> {});
    world.meanwhile.add(() -> world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
    assertThat(world.pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
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
    world.bitbucket.answersPath("/diffstat/", status, Map.of(), body);
    world.meanwhile.add(() -> world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
    assertThat(world.pauses).containsExactly(Duration.ofMillis(500));
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
    world.bitbucket.answersPath("/diffstat/", status, Map.of(), "");

    assertThat(world.faultOfAsking()).isEqualTo(fault);
    assertThat(world.pauses).isEmpty();
    assertThat(world.bitbucket.requests).hasSize(1);
  }

  @Test
  void oneThatDidNotAnswerForTheWholeTimeIsLeftAloneForAWhile() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 503, Map.of(), "");
    Reply first = world.ask();
    int asked = world.bitbucket.requests.size();

    assertThat(world.ask()).isEqualTo(first);
    assertThat(world.bitbucket.requests).hasSize(asked);

    world.now = world.now.plusSeconds(31);
    world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}");
    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
  }

  /** As a diff of which a proxy cuts off the end, each time. */
  @Test
  void oneThatAnsweredOthersMeanwhileIsAskedFourTimesAndNotLeftAlone() throws Exception {
    world.bitbucket.answersPath("/diffstat/", "{\"values\":[{\"new\":");
    world.bitbucket.answersPath("/commit/", "{\"hash\":\"" + Lookups.NEW + "\"}");
    world.meanwhile.add(
        () -> assertThat(world.ask(Lookups.fullHash("l-2"))).isInstanceOf(Reply.Answered.class));
    assertThat(world.faultOfAsking()).isEqualTo(Fault.BITBUCKET_FAILED);
    assertThat(world.paused()).isEqualTo(Duration.ofMillis(3_500));

    assertThat(world.ask(Lookups.fullHash("l-3"))).isInstanceOf(Reply.Answered.class);
  }

  @Test
  void theTimeIsKept() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 503, Map.of(), "");

    assertThat(world.faultOfAsking()).isEqualTo(Fault.BITBUCKET_FAILED);
    assertThat(Duration.between(Lookups.NOW, world.now)).isLessThanOrEqualTo(BUDGET);
    assertThat(world.pauses).hasSizeBetween(8, 12).endsWith(Duration.ofSeconds(8));
  }

  @Test
  void anIntegrationThatIsTooNewIsWaitedForAWhile() throws Exception {
    Optional<IntegrationFacts> known = world.facts;
    world.facts = Optional.empty();
    world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}");
    world.meanwhile.add(() -> world.facts = known);

    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
    world.facts = Optional.empty();
    assertThat(world.faultOfAsking()).isEqualTo(Fault.INTEGRATION_UNKNOWN);
    assertThat(world.pauses).hasSize(3);
  }

  @Test
  void anIntegrationOfTheOtherBitbucketIsNotAsked() throws Exception {
    world.facts =
        Optional.of(
            new IntegrationFacts(BitbucketProduct.DATA_CENTER, world.bitbucket.url(), null, 1, 1));

    assertThat(world.faultOfAsking()).isEqualTo(Fault.INTEGRATION_UNKNOWN);
    assertThat(world.bitbucket.requests).isEmpty();
  }

  @Test
  void whatIsCutOffByTheEndIsNoAnswer() {
    world.bitbucket.hangs("GET");
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> world.ask());
  }
}
