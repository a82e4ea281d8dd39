package dev.uplink.notifier.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.BitbucketReader;
import dev.uplink.notifier.bitbucket.reader.CallFailedException;
import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.bitbucket.reader.Names;
import dev.uplink.notifier.bitbucket.reader.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckupTest {
  private final FakeReader bitbucket = new FakeReader();

  @Test
  void anIntegrationThatWorksPassesEveryCheck() {
    assertThat(run("acme/net", "ACME/Dns"))
        .containsExactly(
            "CREDENTIALS PASSED",
            "REPOSITORIES PASSED",
            "REPOSITORIES_IN_USE PASSED",
            "COMMIT_STATUSES PASSED",
            "COMMIT_PULL_REQUESTS acme/net PASSED",
            "OWN_ACCOUNT PASSED");
    // What the list has shown is not asked for again.
    assertThat(bitbucket.askedFor).isEmpty();
  }

  @Test
  void withRefusedCredentialsNothingElseIsTried() {
    bitbucket.credentials = new CallFailedException(Fault.UNAUTHORIZED, "refused");

    assertThat(run("acme/net")).containsExactly("CREDENTIALS FAILED UNAUTHORIZED");
  }

  @Test
  void eachRepositoryThatIsUsedAndNotVisibleIsNamed() {
    assertThat(run("acme/net", "acme/gone", "acme/hidden"))
        .contains(
            "REPOSITORIES_IN_USE acme/gone WARNED NOT_FOUND",
            "REPOSITORIES_IN_USE acme/hidden WARNED NOT_FOUND")
        .doesNotContain("REPOSITORIES_IN_USE PASSED");
  }

  @Test
  void aRepositoryBeyondTheListIsAskedForByItself() {
    bitbucket.unlisted = Set.of("acme/later");

    assertThat(run("acme/later")).contains("REPOSITORIES_IN_USE PASSED");
  }

  @Test
  void whenTimeRunsOutTheOthersAreNotAskedFor() {
    bitbucket.fault = Fault.TIMED_OUT;

    assertThat(run("acme/one", "acme/two"))
        .contains("REPOSITORIES_IN_USE acme/one WARNED TIMED_OUT");
    assertThat(bitbucket.askedFor).containsExactly("acme/one");
  }

  @Test
  void whetherPullRequestsOfCommitsAreToldIsAskedOnceInEachWorkspace() {
    bitbucket.unlisted = Set.of("other/one");

    assertThat(run("ACME/Dns", "acme/net", "acme/gone", "other/one"))
        .contains("COMMIT_PULL_REQUESTS ACME/Dns PASSED", "COMMIT_PULL_REQUESTS other/one PASSED");
    assertThat(bitbucket.commitsOf).containsExactly("ACME/Dns", "other/one");
  }

  @Test
  void thatTheyAreNotToldIsAWarning() {
    bitbucket.commits = new Finding(Finding.Verdict.WARNED, Fault.NOT_FOUND, "no app");

    assertThat(run("acme/net")).contains("COMMIT_PULL_REQUESTS acme/net WARNED NOT_FOUND");
  }

  @Test
  void whatIsStillBeingIndexedIsNotKnownYet() {
    bitbucket.unlisted = Set.of("slow/net");

    assertThat(run("slow/net")).contains("COMMIT_PULL_REQUESTS slow/net WARNED TIMED_OUT");
  }

  @Test
  void whereNothingIsToBeFoundOutNothingIsSaid() {
    bitbucket.commits = null;
    bitbucket.account = null;

    assertThat(run("acme/net")).endsWith("COMMIT_STATUSES PASSED");
  }

  @Test
  void anAccountThatCannotBeAskedForIsAWarning() {
    bitbucket.accountFailure = new CallFailedException(Fault.TIMED_OUT, "no answer");

    assertThat(run("acme/net")).endsWith("OWN_ACCOUNT WARNED TIMED_OUT");
  }

  private List<String> run(String... used) {
    List<ProbeRequest.Repository> repositories =
        List.of(used).stream().map(ProbeRequest.Repository::of).toList();
    return new Checkup(bitbucket, new ProbeRequest.Test(List.of("acme"), repositories))
        .run().stream()
            .map(
                check ->
                    check.kind()
                        + (check.subject() == null ? "" : " " + check.subject())
                        + " "
                        + check.finding().verdict()
                        + (check.finding().fault() == null ? "" : " " + check.finding().fault()))
            .toList();
  }

  /** Shows acme/net and acme/dns. */
  private static final class FakeReader implements BitbucketReader {
    final List<String> askedFor = new ArrayList<>();
    @Nullable CallFailedException credentials;
    Set<String> unlisted = Set.of();
    Fault fault = Fault.NOT_FOUND;
    final List<String> commitsOf = new ArrayList<>();
    @Nullable Finding commits = Finding.passed("told");
    @Nullable Finding account = Finding.passed("told");
    @Nullable CallFailedException accountFailure;

    @Override
    public Finding credentials(List<String> namespaces) throws CallFailedException {
      if (credentials != null) {
        throw credentials;
      }
      return Finding.passed("taken");
    }

    @Override
    public Names repositories(List<String> namespaces, Search search) {
      return new Names(List.of("acme/net", "acme/dns"), true, null, null);
    }

    @Override
    public void requireVisible(String namespace, String repository) throws CallFailedException {
      String name = namespace + "/" + repository;
      askedFor.add(name);
      if (!unlisted.contains(name)) {
        throw new CallFailedException(fault, "not shown");
      }
    }

    @Override
    public Names branches(String namespace, String repository, Search search) {
      return new Names(List.of("main"), true, true, null);
    }

    @Override
    public Finding statuses(boolean anyVisible) {
      return Finding.passed("may post");
    }

    @Override
    public Optional<Finding> commitPullRequests(String namespace, String repository)
        throws CallFailedException {
      String name = namespace + "/" + repository;
      commitsOf.add(name);
      if (name.equals("slow/net")) {
        throw new CallFailedException(Fault.TIMED_OUT, "202");
      }
      return Optional.ofNullable(commits);
    }

    @Override
    public Optional<Finding> ownAccount() throws CallFailedException {
      if (accountFailure != null) {
        throw accountFailure;
      }
      return Optional.ofNullable(account);
    }
  }
}
