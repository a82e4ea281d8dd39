package dev.uplink.notifier.bitbucket.status;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.quota.Priority;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statuses of a commit that pull request 7 brings from a fork, where Cloud has it. */
class CloudForkTest {
  private static final String AT_HOME =
      "/2.0/repositories/PAY/live/commit/%s/statuses/build".formatted(ForkPosters.SHA);
  private static final String IN_FORK =
      "/2.0/repositories/ada/infra/commit/%s/statuses/build".formatted(ForkPosters.SHA);

  private ForkPosters forks;
  private FakeBitbucket bitbucket;

  @BeforeEach
  void start() throws IOException {
    forks = new ForkPosters();
    bitbucket = forks.bitbucket;
  }

  @AfterEach
  void stop() {
    forks.close();
  }

  @Test
  void cloudIsToldInTheFork() throws Exception {
    PostResult result = forks.post(CLOUD);

    assertThat(result).isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.asked()).containsExactly(IN_FORK);
    assertThat(bitbucket.posts().getFirst().body()).contains("\"refname\":\"feature/x\"");
  }

  @Test
  void aForkThatIsNotShownIsNamedAndNotAskedAgain() throws Exception {
    bitbucket.answers("POST", 404, Map.of(), "{\"error\":{\"message\":\"not found\"}}");

    assertThat(forks.post(CLOUD))
        .isEqualTo(
            new PostResult.Refused(
                404,
                "the commit of pull request 7 is in the fork ada/infra, which is gone or not shown"
                    + " to these credentials: not found"));
    assertThat(bitbucket.requests).hasSize(1);
  }

  /** Where it was in progress it would else stay so. The branch is not one of the fork's. */
  @Test
  void aCommitThatCameHomeIsToldInBoth() throws Exception {
    StatusPoster poster = forks.poster(CLOUD);

    assertThat(poster.post(ForkPosters.cameHome(), Priority.TERMINAL))
        .isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.asked()).containsExactly(AT_HOME, IN_FORK);
    assertThat(bitbucket.posts().getFirst().body()).contains("\"refname\":\"feature/x\"");
    assertThat(bitbucket.posts().getLast().body()).doesNotContain("refname");

    poster.post(ForkPosters.cameHome(), Priority.TERMINAL);
    assertThat(bitbucket.asked()).containsExactly(AT_HOME, IN_FORK, AT_HOME, IN_FORK);
  }

  @Test
  void aForkThatFailsIsToldOnceMoreAndAloneAtThat() throws Exception {
    bitbucket.answersPathOnce(IN_FORK, 503, "");
    StatusPoster poster = forks.poster(CLOUD);

    assertThat(poster.post(ForkPosters.cameHome(), Priority.TERMINAL))
        .isInstanceOf(PostResult.Failed.class);
    assertThat(poster.post(ForkPosters.cameHome(), Priority.TERMINAL))
        .isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.asked()).containsExactly(AT_HOME, IN_FORK, IN_FORK);
  }

  /** Also one that says no to credentials that home just took. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | ''",
        "404 | ''",
        "401 | ''",
        "403 | {\"error\":{\"detail\":{\"required\":[\"repository\"],\"granted\":[]}}}"
      })
  void aForkThatIsGoneOrShutHoldsUpNothing(int status, String body) throws Exception {
    bitbucket.answersPath(IN_FORK, status, Map.of(), body);

    assertThat(forks.poster(CLOUD).post(ForkPosters.cameHome(), Priority.TERMINAL))
        .isEqualTo(new PostResult.Delivered(201));
  }

  /** They may have ended in between, of which home is the judge. */
  @Test
  void credentialsThatTheForkRefusesLaterAreTriedAtHomeNext() throws Exception {
    bitbucket.answersPathOnce(IN_FORK, 503, "");
    StatusPoster poster = forks.poster(CLOUD);
    poster.post(ForkPosters.cameHome(), Priority.TERMINAL);
    bitbucket.answersPathOnce(IN_FORK, 401, "");

    assertThat(poster.post(ForkPosters.cameHome(), Priority.TERMINAL))
        .isInstanceOf(PostResult.Unauthorized.class);
    assertThat(poster.post(ForkPosters.cameHome(), Priority.TERMINAL))
        .isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.asked()).containsExactly(AT_HOME, IN_FORK, IN_FORK, AT_HOME, IN_FORK);
  }

  @Test
  void whatHomeDoesNotTakeTheForkIsNotTold() throws Exception {
    bitbucket.answersPath(AT_HOME, 404, Map.of(), "");

    assertThat(forks.poster(CLOUD).post(ForkPosters.cameHome(), Priority.TERMINAL))
        .isInstanceOf(PostResult.Refused.class);
    assertThat(bitbucket.asked()).containsExactly(AT_HOME);
  }
}
