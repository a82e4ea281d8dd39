package dev.uplink.notifier.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitRestsTest {
  private AskerWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new AskerWorld();
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  /** Cloud does not say for how long. */
  @Test
  void whoHasHadTooManyRequestsIsLeftAloneByAllLookupsOfTheIntegration() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 429, Map.of(), "");
    world.meanwhile.add(() -> world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
    assertThat(world.paused()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void bitbucketsOwnPauseIsKeptByAllLookupsOfTheIntegration() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "70"), "");
    world.ask();
    world.now = world.now.plusSeconds(15);
    world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}");

    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
    assertThat(world.paused()).isEqualTo(Duration.ofSeconds(55));
  }

  /** Of another user, perhaps, who has not asked too often. */
  @Test
  void newCredentialsEndBitbucketsPauseAtOnce() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "40"), "");
    world.meanwhile.add(
        () -> {
          world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}");
          world.renewCredentials();
        });

    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
    assertThat(world.paused()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void newCredentialsEndAPauseBeyondTheDeadlineToo() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "300"), "");
    world.ask();
    world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}");
    world.renewCredentials();

    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
    assertThat(world.pauses).isEmpty();
  }

  @Test
  void newCredentialsThatHaveHadTooManyAsWellRestAnew() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "300"), "");
    world.ask();
    world.renewCredentials();

    assertThat(world.faultOfAsking()).isEqualTo(Fault.RATE_LIMITED);
    assertThat(world.faultOfAsking()).isEqualTo(Fault.RATE_LIMITED);
    assertThat(world.bitbucket.requests).hasSize(2);
  }

  @Test
  void aPauseBeyondTheDeadlineIsNotWaitedForAndNobodyAsksMeanwhile() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 429, Map.of("Retry-After", "61"), "");

    assertThat(world.faultOfAsking()).isEqualTo(Fault.RATE_LIMITED);
    assertThat(world.faultOfAsking()).isEqualTo(Fault.RATE_LIMITED);
    assertThat(world.bitbucket.requests).hasSize(1);
    assertThat(world.pauses).isEmpty();
  }
}
