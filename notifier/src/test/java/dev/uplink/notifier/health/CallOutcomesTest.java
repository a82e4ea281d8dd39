package dev.uplink.notifier.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.bitbucket.reader.PullRequests;
import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.lookup.Found;
import dev.uplink.notifier.lookup.Lookup;
import dev.uplink.notifier.lookup.Question;
import dev.uplink.notifier.lookup.Reply;
import dev.uplink.notifier.probe.Check;
import dev.uplink.notifier.probe.Findings;
import dev.uplink.notifier.probe.Probe;
import dev.uplink.notifier.probe.ProbeRequest;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallOutcomesTest {
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final HintKey PULLS = HintKey.scope(Area.PULL_REQUESTS);
  private static final CommitPlace PLACE =
      new CommitPlace(
          ACCOUNT, "int-1", BitbucketProduct.CLOUD, "acme", "net", new CommitSha("b".repeat(40)));
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void aStatusThatWasTakenIsASuccess() {
    assertThat(CallOutcomes.of(PLACE, new PostResult.Delivered(201), AT))
        .contains(
            Health.succeeded(ACCOUNT, "int-1", AT).with(HintKey.scope(Area.STATUSES), hint(false)));
  }

  /** Nothing failed, so people would never look. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void whetherCommitLinksWorkIsNotedOfTheWorkspace(boolean missing) {
    Reply reply = new Reply.Answered(new Found.Requests(new PullRequests(List.of(), missing)));

    assertThat(CallOutcomes.of(pullRequests(BitbucketProduct.CLOUD), reply, AT))
        .contains(
            Health.succeeded(ACCOUNT, "int-1", AT)
                .with(links("acme"), hint(missing))
                .with(PULLS, hint(false)));
    assertThat(CallOutcomes.of(pullRequests(BitbucketProduct.DATA_CENTER), reply, AT))
        .contains(Health.succeeded(ACCOUNT, "int-1", AT).with(PULLS, hint(false)));
  }

  /** A test asks as well, and nobody has to wait for a lookup to be told. */
  @Test
  void whetherCommitLinksWorkIsNotedOfATestToo() {
    Health worked = Health.succeeded(ACCOUNT, "int-1", AT);

    assertThat(tested(Finding.passed("told")))
        .contains(worked.with(links("acme"), hint(false)).with(PULLS, hint(false)));
    assertThat(tested(warned(Fault.NOT_FOUND)))
        .contains(worked.with(links("acme"), hint(true)).with(PULLS, hint(false)));
    assertThat(tested(warned(Fault.TIMED_OUT))).contains(worked);
    assertThat(tested(warned(Fault.FORBIDDEN))).contains(worked);
  }

  /** The workspace is not shown itself, and yet its commits were asked for. */
  @Test
  void commitLinksAreNotedAlsoWhereTheCredentialsSayNothing() {
    Findings findings =
        new Findings(
            List.of(
                new Check(Check.Kind.CREDENTIALS, null, warned(Fault.NOT_FOUND)),
                new Check(Check.Kind.COMMIT_PULL_REQUESTS, "Acme/net", warned(Fault.NOT_FOUND))),
            null);

    assertThat(CallOutcomes.of(test(), findings, AT))
        .contains(
            Health.unknown(ACCOUNT, "int-1")
                .with(links("acme"), hint(true))
                .with(PULLS, hint(false)));
  }

  /** A list as well: it may be all that is asked of an integration that nothing uses yet. */
  @Test
  void checksThatPassTakeBackTheScopesTheyTook() {
    Health worked = Health.succeeded(ACCOUNT, "int-1", AT);
    Check taken = check(Check.Kind.CREDENTIALS, Finding.passed("taken"));

    assertThat(
            checked(
                taken,
                check(Check.Kind.REPOSITORIES, Finding.passed("seen")),
                check(Check.Kind.REPOSITORIES_IN_USE, Finding.passed("all 0")),
                check(Check.Kind.COMMIT_STATUSES, Finding.passed("may post"))))
        .contains(
            worked
                .with(HintKey.scope(Area.REPOSITORIES), new Hint(false, "", AT))
                .with(HintKey.scope(Area.STATUSES), new Hint(false, "", AT)));
    assertThat(checked(check(Check.Kind.BRANCHES, Finding.passed("listed"))))
        .contains(worked.with(HintKey.scope(Area.REPOSITORIES), new Hint(false, "", AT)));
    assertThat(checked(check(Check.Kind.COMMIT_PULL_REQUESTS, Finding.passed("told"))))
        .contains(worked.with(PULLS, new Hint(false, "", AT)));
    assertThat(
            checked(
                taken,
                check(Check.Kind.REPOSITORIES, Finding.warned("none")),
                check(Check.Kind.COMMIT_STATUSES, Finding.warned("cannot be told"))))
        .contains(worked);
  }

  private static Check check(Check.Kind kind, Finding finding) {
    return new Check(kind, null, finding);
  }

  private static Optional<Health> checked(Check... checks) {
    return CallOutcomes.of(test(), new Findings(List.of(checks), null), AT);
  }

  private static Optional<Health> tested(Finding commits) {
    return CallOutcomes.of(
        test(),
        new Findings(
            List.of(
                new Check(Check.Kind.CREDENTIALS, null, Finding.passed("taken")),
                new Check(Check.Kind.COMMIT_PULL_REQUESTS, "Acme/net", commits)),
            null),
        AT);
  }

  private static Probe test() {
    return new Probe(
        "p-1",
        ACCOUNT,
        "int-1",
        1,
        AT,
        Duration.ofSeconds(10),
        new ProbeRequest.Test(List.of("acme"), List.of()));
  }

  private static Finding warned(Fault fault) {
    return new Finding(Finding.Verdict.WARNED, fault, "why");
  }

  private static Hint hint(boolean active) {
    return new Hint(active, "net", AT);
  }

  private static HintKey links(String workspace) {
    return HintKey.commitLinks(workspace);
  }

  private static Lookup pullRequests(BitbucketProduct product) {
    return new Lookup(
        "lookup-1",
        new RepositoryKey(ACCOUNT, product, "Acme", "net"),
        ACCOUNT,
        "int-1",
        product,
        "Acme",
        "net",
        LookupKind.COMMIT_PULL_REQUESTS,
        new Question.PullRequestsOf("b".repeat(40)));
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
                assertThat(CallOutcomes.of(PLACE, failure, AT))
                    .contains(Health.failed(ACCOUNT, "int-1", AT, "why")));
  }

  @Test
  void aHostThatWasNotAskedKeepsWhatWasFoundOfIt() {
    Lookup lookup =
        new Lookup(
            "l-1",
            new RepositoryKey(ACCOUNT, BitbucketProduct.CLOUD, "acme", "infra"),
            ACCOUNT,
            "int-1",
            BitbucketProduct.CLOUD,
            "acme",
            "infra",
            LookupKind.OWN_ACCOUNT,
            new Question.OwnAccount());

    assertThat(CallOutcomes.of(lookup, new Reply.Unanswered(Fault.HOST_RESTS, "why"), AT))
        .isEmpty();
    assertThat(CallOutcomes.of(lookup, new Reply.Unanswered(Fault.UNREACHABLE, "why"), AT))
        .contains(Health.failed(ACCOUNT, "int-1", AT, "why"));
  }

  @Test
  void aPermissionThatIsMissingInOnePlaceIsToldAndNotTakenForAll() {
    PostResult place = new PostResult.Unauthorized(403, "why", 1, PostResult.Refusal.PLACE);
    Reply forbidden = new Reply.Unanswered(Fault.FORBIDDEN, "why");

    assertThat(CallOutcomes.of(PLACE, place, AT))
        .contains(Health.refused(ACCOUNT, "int-1", AT, "why"));
    assertThat(CallOutcomes.of(pullRequests(BitbucketProduct.CLOUD), forbidden, AT))
        .contains(Health.refused(ACCOUNT, "int-1", AT, "why"));
  }

  @Test
  void aScopeThatIsMissingIsMissingForAll() {
    Reply missing = new Reply.Unanswered(Fault.SCOPE_MISSING, "they lack the scope pullrequest");

    assertThat(CallOutcomes.of(pullRequests(BitbucketProduct.CLOUD), missing, AT))
        .contains(
            Health.failed(ACCOUNT, "int-1", AT, "they lack the scope pullrequest")
                .with(PULLS, hint(true)));
  }

  @Test
  void aScopeThatStatusesLackIsToldApartFromRefusedCredentials() {
    PostResult lacks = new PostResult.Unauthorized(403, "why", 1, PostResult.Refusal.CREDENTIALS);

    assertThat(CallOutcomes.of(PLACE, lacks, AT))
        .contains(
            Health.failed(ACCOUNT, "int-1", AT, "why")
                .with(HintKey.scope(Area.STATUSES), hint(true)));
  }

  /** It takes a scope that is good for nothing else. */
  @Test
  void anAccountThatBitbucketDoesNotTellSaysNothing() {
    Reply untold = new Reply.Answered(new Found.Account(List.of()));

    assertThat(CallOutcomes.of(pullRequests(BitbucketProduct.CLOUD), untold, AT)).isEmpty();
  }

  @Test
  void whatIsSoForOneRepositoryOrForNowSaysNothing() {
    List<PostResult> others =
        List.of(
            new PostResult.Refused(404, "why"),
            new PostResult.Postponed(null, "why"),
            new PostResult.Throttled(429, "why", null),
            new PostResult.Gone("why"));

    assertThat(others).allSatisfy(other -> assertThat(CallOutcomes.of(PLACE, other, AT)).isEmpty());
  }
}
