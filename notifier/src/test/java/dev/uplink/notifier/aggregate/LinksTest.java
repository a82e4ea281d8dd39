package dev.uplink.notifier.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where statuses lead that have no run to lead to. */
class LinksTest {
  private static final String BITBUCKET = "https://bitbucket.org/team/live/commits/";
  private static final CommitPage PAGE = new CommitPage("https://git.example.com");
  private static final String SHA = "c3".repeat(20);

  @ParameterizedTest
  @CsvSource({
    "https://uplink.example.com, https://uplink.example.com/checks/page-1",
    "https://example.com/uplink, https://example.com/uplink/checks/page-1",
    "http://127.0.0.1:8090, http://127.0.0.1:8090/checks/page-1"
  })
  void theyLeadToThePageOfTheCommit(URI base, String link) {
    assertThat(link(new Links(base), BitbucketProduct.CLOUD)).isEqualTo(link);
  }

  @Test
  void withoutABaseTheyLeadToBitbucketsPage() {
    assertThat(link(new Links(null), BitbucketProduct.CLOUD)).isEqualTo(BITBUCKET + SHA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8090", "https://uplink"})
  void cloudTakesNoLinkIntoALocalNetwork(URI base) {
    assertThat(link(new Links(base), BitbucketProduct.CLOUD)).isEqualTo(BITBUCKET + SHA);
    assertThat(link(new Links(base), BitbucketProduct.DATA_CENTER))
        .isEqualTo(base + "/checks/page-1");
  }

  @Test
  void aCommitWithoutRunsHasNoPageOfOurs() {
    Board empty = board(BitbucketProduct.CLOUD, Tally.EMPTY);

    assertThat(new Links(URI.create("https://uplink.example.com")).of(empty, PAGE))
        .isEqualTo(BITBUCKET + SHA);
  }

  private static String link(Links links, BitbucketProduct product) {
    return links.of(board(product, Tally.EMPTY.plus(CheckState.IN_PROGRESS)), PAGE);
  }

  private static Board board(BitbucketProduct product, Tally runs) {
    CommitPlace place =
        new CommitPlace(
            new AccountId("acme"), "int-a", product, "team", "live", new CommitSha(SHA));
    Target target = new Target("stack-1", "network", Target.Kind.STACK);
    RunId run = new RunId("0".repeat(16) + "." + "1".repeat(32));
    StartedRun start =
        new StartedRun(
            place,
            new Whereabouts.Home(),
            "slug",
            Mode.ALL,
            run,
            target,
            RunKind.TRACKED,
            "main",
            false,
            null,
            true,
            Instant.EPOCH);
    Board empty = Board.first(start, true, "page-1");
    return new Board(
        empty.place(),
        empty.where(),
        empty.integrationSlug(),
        empty.mode(),
        empty.plainKeys(),
        empty.pageId(),
        empty.refName(),
        null,
        false,
        runs,
        empty.proposed(),
        empty.modules(),
        empty.changedAt());
  }
}
