package dev.uplink.notifier.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.PostResult;
import dev.uplink.schemas.id.AccountId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallOutcomesTest {
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void aStatusThatWasTakenIsASuccess() {
    assertThat(CallOutcomes.of(ACCOUNT, "int-1", new PostResult.Delivered(201), AT))
        .contains(Health.succeeded(ACCOUNT, "int-1", AT));
  }

  @Test
  void whatIsSoForAllRepositoriesIsAFailure() {
    List<PostResult> failures =
        List.of(
            new PostResult.Failed(503, "why"),
            new PostResult.Failed(null, "why"),
            new PostResult.Refused(null, "why"),
            new PostResult.Unauthorized(401, "why", 1, PostResult.Refusal.CREDENTIALS));

    assertThat(failures)
        .allSatisfy(
            failure ->
                assertThat(CallOutcomes.of(ACCOUNT, "int-1", failure, AT))
                    .contains(Health.failed(ACCOUNT, "int-1", AT, "why")));
  }

  @Test
  void whatIsSoForOneRepositoryOrForNowSaysNothing() {
    List<PostResult> others =
        List.of(
            new PostResult.Refused(404, "why"),
            new PostResult.Postponed(null, "why"),
            new PostResult.Throttled(429, "why", null),
            new PostResult.Unauthorized(401, "why", 1, PostResult.Refusal.PLACE),
            new PostResult.Gone("why"));

    assertThat(others)
        .allSatisfy(other -> assertThat(CallOutcomes.of(ACCOUNT, "int-1", other, AT)).isEmpty());
  }
}
