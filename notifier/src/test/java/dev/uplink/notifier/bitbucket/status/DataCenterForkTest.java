package dev.uplink.notifier.bitbucket.status;

import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.quota.Priority;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses of a commit that pull request 7 brings from a fork, which its target may not have. */
class DataCenterForkTest {
  private static final String BUILDS =
      "/rest/api/latest/projects/PAY/repos/live/commits/%s/builds".formatted(ForkPosters.SHA);
  private static final String CHANGES =
      "/rest/api/latest/projects/PAY/repos/live/pull-requests/7/changes?limit=1";

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
  void dataCenterIsToldInTheTargetWithTheBranch() throws Exception {
    PostResult result = forks.post(DATA_CENTER);

    assertThat(result).isEqualTo(new PostResult.Delivered(201));
    assertThat(asked()).containsExactly(BUILDS);
    assertThat(bitbucket.posts().getFirst().body()).contains("\"ref\":\"refs/heads/feature/x\"");
  }

  /** So that it fetches the commit. */
  @ParameterizedTest
  @ValueSource(ints = {404, 400})
  void dataCenterIsMadeToLookAtThePullRequestWhenItDoesNotKnowTheCommit(int unknown)
      throws Exception {
    bitbucket.answersPathOnce(BUILDS, unknown, "{\"errors\":[{\"message\":\"no commit\"}]}");
    bitbucket.answersPath("/pull-requests/7/changes", "{\"values\":[]}");

    assertThat(forks.post(DATA_CENTER)).isEqualTo(new PostResult.Delivered(201));
    assertThat(asked()).containsExactly(BUILDS, CHANGES, BUILDS);
  }

  @Test
  void aCommitThatStaysUnknownIsRefusedWithItsForksName() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "");
    bitbucket.answersPath("/pull-requests/7/changes", "{\"values\":[]}");

    assertThat(forks.post(DATA_CENTER))
        .isEqualTo(
            new PostResult.Refused(
                404,
                "the commit of pull request 7 is in the fork ada/infra, which is gone or not shown"
                    + " to these credentials"));
    assertThat(asked()).containsExactly(BUILDS, CHANGES, BUILDS);
  }

  /** It says nothing of the commit. */
  @Test
  void aProxysOwnPageIsNoReasonToLook() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "<html><center>nginx</center></html>");

    assertThat(forks.post(DATA_CENTER)).isInstanceOf(PostResult.Failed.class);
    assertThat(asked()).containsExactly(BUILDS);
  }

  @Test
  void aPullRequestThatIsGoneEndsIt() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "");
    bitbucket.answersPath("/pull-requests/7/changes", 404, Map.of(), "");

    assertThat(forks.post(DATA_CENTER)).isInstanceOf(PostResult.Refused.class);
    assertThat(asked()).containsExactly(BUILDS, CHANGES);
  }

  @ParameterizedTest
  @CsvSource({"503, ''", "302, ''", "200, <html>"})
  void aServerThatFailsToLookIsAskedAgainLater(int status, String body) throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "");
    bitbucket.answersPath("/pull-requests/7/changes", status, Map.of(), body);

    assertThat(forks.post(DATA_CENTER)).isInstanceOf(PostResult.Failed.class);
    assertThat(asked()).containsExactly(BUILDS, CHANGES);
  }

  /** Each try has one request, as when the budget is nearly spent. */
  @Test
  void tokensThatComeOneAtATimeAreEnough() throws Exception {
    bitbucket.answersPathOnce(BUILDS, 404, "{\"errors\":[{\"message\":\"no commit\"}]}");
    bitbucket.answersPath("/pull-requests/7/changes", "{\"values\":[]}");
    StatusPoster poster = forks.poster(DATA_CENTER);

    assertThat(forks.tokenFor(poster)).isInstanceOf(PostResult.HeldBack.class); // capabilities
    assertThat(forks.tokenFor(poster)).isInstanceOf(PostResult.HeldBack.class);
    assertThat(forks.tokenFor(poster)).isInstanceOf(PostResult.HeldBack.class);
    assertThat(forks.tokenFor(poster)).isEqualTo(new PostResult.Delivered(201));
    assertThat(asked()).containsExactly(BUILDS, CHANGES, BUILDS);
  }

  @Test
  void aPullRequestThatIsGoneEndsItAlsoWithOneTokenAtATime() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "{\"errors\":[{\"message\":\"no commit\"}]}");
    bitbucket.answersPath("/pull-requests/7/changes", 404, Map.of(), "");
    StatusPoster poster = forks.poster(DATA_CENTER);
    forks.tokenFor(poster); // capabilities
    forks.tokenFor(poster);

    assertThat(forks.tokenFor(poster))
        .isEqualTo(
            new PostResult.Refused(
                404,
                "the commit of pull request 7 is in the fork ada/infra, which is gone or not shown"
                    + " to these credentials: no commit"));
    assertThat(asked()).containsExactly(BUILDS, CHANGES);
  }

  /** It may have been fetched by then. */
  @Test
  void theNextStatusOfARefusedCommitIsToldFromTheBeginning() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "");
    bitbucket.answersPath("/pull-requests/7/changes", "{\"values\":[]}");
    StatusPoster poster = forks.poster(DATA_CENTER);
    poster.post(ForkPosters.status(DATA_CENTER), Priority.TERMINAL);

    bitbucket.answersPath(BUILDS, 204, Map.of(), "");

    assertThat(poster.post(ForkPosters.status(DATA_CENTER), Priority.TERMINAL))
        .isEqualTo(new PostResult.Delivered(204));
    assertThat(asked()).containsExactly(BUILDS, CHANGES, BUILDS, BUILDS);
  }

  private List<String> asked() {
    return bitbucket.asked().stream().filter(path -> !path.endsWith("/capabilities")).toList();
  }
}
