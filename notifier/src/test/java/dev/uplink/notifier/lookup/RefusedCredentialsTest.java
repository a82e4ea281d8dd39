package dev.uplink.notifier.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.credentials.Keysets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusedCredentialsTest {
  private AskerWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new AskerWorld();
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  /** Bitbucket refuses now and then what it takes a moment later. */
  @Test
  void refusedCredentialsAreTriedOnceMoreBeforeThatIsTheAnswer() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 401, Map.of(), "");
    world.meanwhile.add(() -> world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
    assertThat(world.pauses).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void thoseThatAreRefusedTwiceKeepNobodyWaitingAnyMore() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 401, Map.of(), "");
    assertThat(world.faultOfAsking()).isEqualTo(Fault.UNAUTHORIZED);
    assertThat(world.pauses).containsExactly(Duration.ofSeconds(30));

    assertThat(world.faultOfAsking()).isEqualTo(Fault.UNAUTHORIZED);
    assertThat(world.pauses).hasSize(1);
    assertThat(world.bitbucket.requests).hasSize(3);
  }

  @Test
  void newerOnesMayBeRefusedForAMomentAgain() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 401, Map.of(), "");
    world.ask();
    world.renewCredentials();
    world.meanwhile.add(() -> world.bitbucket.answersPath("/diffstat/", "{\"values\":[]}"));

    assertThat(world.ask()).isInstanceOf(Reply.Answered.class);
    assertThat(world.paused()).isEqualTo(Duration.ofSeconds(60));
  }

  /** It may have been deleted, and would be remembered for ever. */
  @Test
  void ofAnIntegrationThatNobodyAskedForADayItIsForgotten() throws Exception {
    world.bitbucket.answersPath("/diffstat/", 401, Map.of(), "");
    world.ask();
    world.now = world.now.plus(Duration.ofHours(23));
    world.ask();
    assertThat(world.pauses).hasSize(1);

    world.now = world.now.plus(Duration.ofHours(25));
    world.ask();

    assertThat(world.pauses).hasSize(2);
  }

  @Test
  void withoutCredentialsNobodyIsAsked() throws Exception {
    try (AskerWorld without = new AskerWorld(new Keysets().holdingNothing())) {
      assertThat(without.faultOfAsking()).isEqualTo(Fault.CREDENTIALS_MISSING);
      assertThat(without.bitbucket.requests).isEmpty();
    }
  }
}
