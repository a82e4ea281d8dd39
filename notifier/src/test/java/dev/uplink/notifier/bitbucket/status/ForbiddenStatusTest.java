package dev.uplink.notifier.bitbucket.status;

import static dev.uplink.notifier.bitbucket.status.StatusPosters.status;
import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.quota.Priority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a 403 refuses: a key, a repository or the credentials. */
class ForbiddenStatusTest {
  private static final String FORBIDDEN = "{\"error\":{\"message\":\"Forbidden.\"}}";

  private StatusPosters posters;
  private FakeBitbucket bitbucket;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    posters = new StatusPosters();
    bitbucket = posters.bitbucket;
  }

  @AfterEach
  void stop() {
    posters.close();
  }

  /** Whoever posted it first may change it, and nobody else; in which words is not written down. */
  @Test
  void onCloudAKeyThatIsRefusedAgainAfterOthersWereTakenIsRefusedForGood() throws Exception {
    StatusPoster poster = posters.cloud();
    BuildStatus status = status(CLOUD, CheckState.FAILED);
    poster.post(other(status), Priority.TERMINAL);
    bitbucket.answers("POST", 403, Map.of(), FORBIDDEN);
    assertThat(poster.post(status, Priority.TERMINAL)).isInstanceOf(PostResult.Unauthorized.class);
    bitbucket.answers("POST", 201, Map.of(), "{}");
    poster.post(other(status), Priority.TERMINAL);
    bitbucket.answers("POST", 403, Map.of(), FORBIDDEN);

    assertThat(poster.post(status, Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Refused(
                403,
                "others are taken there, so it seems that somebody else posted this key: the"
                    + " credentials may not post statuses: Forbidden."));
  }

  /** What was taken before says nothing of now. */
  @Test
  void whileNothingIsTakenAPermissionMayComeBack() throws Exception {
    StatusPoster poster = posters.cloud();
    BuildStatus status = status(CLOUD, CheckState.FAILED);
    poster.post(status, Priority.TERMINAL);
    bitbucket.answers("POST", 403, Map.of(), FORBIDDEN);

    assertThat(poster.post(status, Priority.TERMINAL)).isInstanceOf(PostResult.Unauthorized.class);
    assertThat(poster.post(status, Priority.TERMINAL)).isInstanceOf(PostResult.Unauthorized.class);
  }

  @Test
  void whereNoneWasTakenItIsTheRepositoryThatIsClosed() throws Exception {
    StatusPoster poster = posters.cloud();
    poster.post(
        new BuildStatus(
            status(CLOUD, CheckState.FAILED).place(),
            new Fork("ada", "live", 7),
            "key",
            status(CLOUD, CheckState.FAILED).shown(),
            null,
            1,
            Instant.EPOCH),
        Priority.TERMINAL);
    bitbucket.answers("POST", 403, Map.of(), FORBIDDEN);

    assertThat(poster.post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Unauthorized(
                403,
                "the credentials may not post statuses: Forbidden.",
                1,
                PostResult.Refusal.PLACE));
  }

  @Test
  void aScopeIsMissingAlsoWhereOthersWereTaken() throws Exception {
    StatusPoster poster = posters.cloud();
    poster.post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL);
    bitbucket.answers(
        "POST",
        403,
        Map.of(),
        "{\"error\":{\"message\":\"No.\",\"detail\":{\"required\":[\"repository\"]}}}");

    assertThat(poster.post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Unauthorized(
                403,
                "the credentials may not post statuses, they lack the scope repository: No.",
                1,
                PostResult.Refusal.CREDENTIALS));
  }

  @Test
  void onDataCenterAPermissionMayComeBack() throws Exception {
    StatusPoster poster = posters.dataCenter("");
    poster.post(status(DATA_CENTER, CheckState.FAILED), Priority.TERMINAL);
    bitbucket.answers("POST", 403, Map.of(), "");

    assertThat(poster.post(status(DATA_CENTER, CheckState.FAILED), Priority.TERMINAL))
        .isInstanceOf(PostResult.Unauthorized.class);
  }

  private static BuildStatus other(BuildStatus status) {
    return new BuildStatus(
        status.place(),
        status.fork(),
        "another",
        status.shown(),
        status.run(),
        status.revision(),
        status.updatedAt());
  }
}
