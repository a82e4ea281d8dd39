package dev.uplink.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.local.replay.Selection.RepositoryName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryRunWordsTest {
  @Test
  void aRangeARepositoryAndDeadLettersRestrictEachOther() {
    assertThat(
            DryRunWords.parse(
                "--from",
                "2026-01-02T00:00:00Z",
                "--to",
                "2026-01-03T00:00:00Z",
                "--repository",
                "bitbucket-cloud/acme/infrastructure",
                "--dead-letters",
                "--all"))
        .isEqualTo(
            new DryRunWords.Rehearse(
                new Selection(
                    Optional.of(Instant.parse("2026-01-02T00:00:00Z")),
                    Optional.of(Instant.parse("2026-01-03T00:00:00Z")),
                    Optional.of(new RepositoryName("bitbucket-cloud", "acme", "infrastructure")),
                    true),
                true));
  }

  @Test
  void aRealReplayIsAskedForByItsName() {
    assertThat(DryRunWords.parse("--dead-letters", "--for-real"))
        .isInstanceOf(DryRunWords.ForReal.class);
  }

  @ParameterizedTest
  @CsvSource({
    "--all, say which: --from",
    "--from, --from needs a value",
    "--from yesterday, --from yesterday: expected an instant",
    "--from 2026-01-02T00:00:00Z --to 2026-01-02T00:00:00Z, --from is not before --to",
    "--repository github/acme/infrastructure, expected such as bitbucket-cloud/",
    "--repository bitbucket-cloud/acme, expected such as bitbucket-cloud/",
    "--dead-letters --all --for-real, exclude each other",
    "--everything, unknown option --everything"
  })
  void whatIsNotUnderstoodIsRefused(String words, String problem) {
    assertThat(DryRunWords.parse(words.split(" ")))
        .isInstanceOfSatisfying(
            DryRunWords.Refused.class, refused -> assertThat(refused.problem()).contains(problem));
  }

  @Test
  void aRepositoryIsMeantWhateverItsCaseAndAccount() {
    Selection selection =
        new Selection(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new RepositoryName("bitbucket-datacenter", "INFRA", "Network")),
            false);

    assertThat(selection.includes("acme/bitbucket-datacenter/infra/network", Samples.AT)).isTrue();
    assertThat(selection.includes("acme/bitbucket-cloud/infra/network", Samples.AT)).isFalse();
    assertThat(selection.includes("no key", Samples.AT)).isFalse();
  }
}
