package dev.uplink.notifier.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.reader.BitbucketReader;
import dev.uplink.notifier.bitbucket.reader.CallFailedException;
import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.bitbucket.reader.Names;
import dev.uplink.notifier.bitbucket.reader.Search;
import dev.uplink.notifier.bitbucket.reader.UsableCredentials;
import dev.uplink.notifier.credentials.Credentials;
import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProberTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String TOKEN =
      "{\"kind\":\"API_TOKEN\",\"email\":\"ops@example.com\",\"apiToken\":\"s3cret\"}";

  private final Deque<Optional<IntegrationFacts>> known = new ArrayDeque<>();
  private final FakeReader bitbucket = new FakeReader();
  private Credentials credentials;
  private int pauses;

  @BeforeEach
  void know() throws Exception {
    credentials = new Keysets().holding(TOKEN);
    known.add(facts(1));
  }

  @Test
  void whatIsFoundIsAnswered() {
    Findings findings = answer(1);

    assertThat(findings.names()).isEqualTo(bitbucket.names);
    assertThat(findings.checks()).singleElement().matches(check -> check.finding().fault() == null);
  }

  @Test
  void whatKeepsBitbucketFromAnsweringIsTheAnswer() {
    bitbucket.failure = new CallFailedException(Fault.UNAUTHORIZED, "refused");

    assertThat(faultOf(answer(1))).isEqualTo(Fault.UNAUTHORIZED);
  }

  /** A question goes straight, a change by the outbox. */
  @Test
  void aChangeThatIsNotHeardOfYetIsWaitedFor() {
    known.clear();
    known.add(Optional.empty());
    known.add(facts(1));
    known.add(facts(2));

    assertThat(answer(2).names()).isNotNull();
    assertThat(pauses).isEqualTo(2);
  }

  @Test
  void aChangeThatDoesNotComeIsNotWaitedForLong() {
    assertThat(answer(2).names()).isNotNull();
    assertThat(pauses).isEqualTo(40);
  }

  /** They may be for another host, of which the word is still on its way. */
  @Test
  void credentialsThatAreNewerThanTheKnownHostGoNowhere() {
    known.clear();
    known.add(Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 0, 1)));

    assertThat(faultOf(answer(1))).isEqualTo(Fault.NOTIFIER_FAILED);
  }

  @Test
  void anIntegrationThatNobodyKnowsIsSaidToBeUnknown() {
    known.clear();
    known.add(Optional.empty());

    assertThat(faultOf(answer(1))).isEqualTo(Fault.INTEGRATION_UNKNOWN);
  }

  @Test
  void withoutCredentialsBitbucketIsNotAsked() throws Exception {
    credentials = new Keysets().holdingNothing();

    assertThat(faultOf(answer(1))).isEqualTo(Fault.CREDENTIALS_MISSING);
  }

  @Test
  void aBugOfOursTellsNothingOfWhatItMet() {
    bitbucket.bug = new IllegalStateException("s3cret");

    Findings findings = answer(1);

    assertThat(faultOf(findings)).isEqualTo(Fault.NOTIFIER_FAILED);
    assertThat(findings.toString()).doesNotContain("s3cret");
  }

  private Findings answer(long revision) {
    Prober prober =
        new Prober(
            (account, id) -> known.size() > 1 ? known.removeFirst() : known.getFirst(),
            new UsableCredentials(credentials),
            (integration, facts, credential, budget) -> bitbucket,
            time -> pauses++);
    return prober.answer(
        new Probe(
            "probe-1",
            new AccountId("acme"),
            "int-a",
            revision,
            Instant.EPOCH,
            PATIENCE,
            new ProbeRequest.Branches(
                new ProbeRequest.Repository("acme", "net"), new Search("main", 1))));
  }

  private static @Nullable Fault faultOf(Findings findings) {
    return findings.checks().getFirst().finding().fault();
  }

  private static Optional<IntegrationFacts> facts(long revision) {
    return Optional.of(new IntegrationFacts(BitbucketProduct.CLOUD, null, null, 1, revision));
  }

  private static final class FakeReader implements BitbucketReader {
    final Names names = new Names(List.of("main"), true, true, null);
    @Nullable CallFailedException failure;
    @Nullable RuntimeException bug;

    @Override
    public Finding credentials(List<String> namespaces) {
      return Finding.passed("taken");
    }

    @Override
    public Names repositories(List<String> namespaces, Search search) {
      return names;
    }

    @Override
    public void requireVisible(String namespace, String repository) {}

    @Override
    public Names branches(String namespace, String repository, Search search)
        throws CallFailedException {
      if (bug != null) {
        throw bug;
      }
      if (failure != null) {
        throw failure;
      }
      return names;
    }

    @Override
    public Finding statuses(boolean anyVisible) {
      return Finding.passed("may post");
    }

    @Override
    public Optional<Finding> commitPullRequests(String namespace, String repository) {
      return Optional.empty();
    }

    @Override
    public Optional<Finding> ownAccount() {
      return Optional.empty();
    }
  }
}
