package dev.uplink.ingress.controlplane.checks.page;

import static dev.uplink.ingress.controlplane.checks.CheckGroup.MODULES;
import static dev.uplink.ingress.controlplane.checks.CheckGroup.PROPOSED;
import static dev.uplink.ingress.controlplane.checks.CheckGroup.TRACKED;
import static dev.uplink.ingress.controlplane.checks.CheckState.FAILED;
import static dev.uplink.ingress.controlplane.checks.CheckState.INPROGRESS;
import static dev.uplink.ingress.controlplane.checks.CheckState.STOPPED;
import static dev.uplink.ingress.controlplane.checks.CheckState.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.checks.ShownCheck;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Group;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Link;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Run;
import dev.uplink.ingress.controlplane.checks.page.CommitPage.Section;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageComposerTest {
  private static final PagePart ALL = new PagePart.Overview();

  @Test
  void aGroupIsHeadedAndListedAsInTheDocuments() {
    Group proposed =
        page(
                Shown.row(PROPOSED, SUCCESSFUL, 3, 1),
                Shown.row(PROPOSED, SUCCESSFUL, 3, 2),
                Shown.row(PROPOSED, SUCCESSFUL, 3, 3),
                Shown.row(PROPOSED, FAILED, 1, 1))
            .groups()
            .get(1);

    assertThat(proposed.summary()).isEqualTo("1 failed, 3 succeeded");
    assertThat(proposed.sections())
        .extracting(Section::title)
        .containsExactly("Failed runs (1 out of 4)", "Successful runs (3 out of 4)");
    assertThat(proposed.sections().getLast().runs())
        .extracting(run -> run.slug() + " " + run.delta())
        .containsExactly("stack-1 (+2 ~0 -2)", "stack-2 (+2 ~0 -2)", "stack-3 (+2 ~0 -2)");
  }

  @Test
  void allThreeGroupsAreThereAndOneWithoutRunsHasZero() {
    CommitPage page = page(Shown.row(TRACKED, SUCCESSFUL, 1, 1));

    assertThat(page.groups())
        .extracting(Group::title)
        .containsExactly("Tracked runs", "Proposed runs", "Module runs");
    assertThat(page.groups())
        .extracting(Group::summary)
        .containsExactly("1 succeeded", "0 runs", "0 runs");
    assertThat(page.groups().getLast().state()).isEqualTo(SUCCESSFUL);
    assertThat(page.groups().getLast().sections()).isEmpty();
  }

  @Test
  void theCommitCountsAllGroupsTogether() {
    CommitPage page =
        page(
            Shown.row(TRACKED, STOPPED, 1, 1),
            Shown.row(PROPOSED, SUCCESSFUL, 4, 1),
            Shown.row(PROPOSED, INPROGRESS, 2, 1),
            Shown.row(MODULES, FAILED, 1, 1));

    assertThat(page.summary()).isEqualTo("1 failed, 2 in progress, 1 stopped, 4 succeeded");
    assertThat(page.title())
        .isEqualTo("1 failed, 2 in progress, 1 stopped, 4 succeeded · acme/infrastructure 3f2a91c");
    assertThat(page.state()).isEqualTo(FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, FAILED, INPROGRESS",
    "INPROGRESS, INPROGRESS, STOPPED",
    "STOPPED, STOPPED, SUCCESSFUL",
    "SUCCESSFUL, SUCCESSFUL, SUCCESSFUL"
  })
  void aGroupHasTheStateOfItsStatus(CheckState expected, CheckState one, CheckState other) {
    CommitPage page = page(Shown.row(TRACKED, one, 1, 1), Shown.row(TRACKED, other, 1, 1));

    assertThat(page.groups().getFirst().state()).isEqualTo(expected);
  }

  @Test
  void moreIsToComeWhileARunGoesOn() {
    assertThat(page(Shown.row(TRACKED, INPROGRESS, 1, 1)).active()).isTrue();
    assertThat(page(Shown.row(TRACKED, FAILED, 1, 1), Shown.row(TRACKED, STOPPED, 1, 1)).active())
        .isFalse();
  }

  @Test
  void aRunSaysItsPhaseWhereTheHeadingDoesNotAndAModulesItsKind() {
    assertThat(notes(Shown.row(TRACKED, INPROGRESS, 1, 1))).containsExactly("pending review");
    assertThat(notes(Shown.row(TRACKED, SUCCESSFUL, 1, 1))).containsExactly("");
    assertThat(notes(Shown.row(MODULES, SUCCESSFUL, 1, 1))).containsExactly("proposed");
    assertThat(notes(Shown.row(MODULES, INPROGRESS, 1, 1)))
        .containsExactly("proposed, pending review");
    assertThat(
            notes(Shown.row("network", TRACKED, INPROGRESS, "Pending review by jane", null, 1, 1)))
        .containsExactly("");
  }

  @Test
  void changesThatAreNotKnownAreNotShown() {
    ShownCheck unknown =
        Shown.at(
            Shown.row(TRACKED, INPROGRESS, "network", 1, 1),
            Provider.BITBUCKET_CLOUD,
            "acme",
            null);

    assertThat(page(unknown).groups().getFirst().sections().getFirst().runs())
        .extracting(Run::delta)
        .containsExactly("");
  }

  @Test
  void ofFiveThousandRunsTheFirstAreShownAndTheWayToAllOfThem() {
    List<ShownCheck> rows =
        Stream.of(Shown.rows(PROPOSED, SUCCESSFUL, 25, 4_990), Shown.rows(PROPOSED, FAILED, 10, 10))
            .flatMap(List::stream)
            .toList();

    List<Section> sections = PageComposer.compose("id", rows, ALL).groups().get(1).sections();

    assertThat(sections.getFirst().runs()).hasSize(10);
    assertThat(sections.getFirst().more()).isNull();
    assertThat(sections.getLast().title()).isEqualTo("Successful runs (4990 out of 5000)");
    assertThat(sections.getLast().runs()).hasSize(25);
    assertThat(sections.getLast().more())
        .isEqualTo(
            new Link("All 4990 successful runs", "id?group=proposed&state=successful&page=1"));
  }

  @Test
  void oneFailedRunAmongFiveThousandIsSeenInTheBar() {
    var shares =
        page(Shown.row(PROPOSED, SUCCESSFUL, 4_999, 1), Shown.row(PROPOSED, FAILED, 1, 1)).shares();

    assertThat(shares)
        .containsExactly(
            new CommitPage.Share(FAILED, "0.00", "1.96"),
            new CommitPage.Share(SUCCESSFUL, "1.96", "98.04"));
  }

  @Test
  void aListGoesOnWhereTheOneBeforeEnded() {
    PagePart.Listing second = new PagePart.Listing(PROPOSED, SUCCESSFUL, 2);
    List<ShownCheck> rows =
        List.of(
            Shown.row(TRACKED, FAILED, 1, 1),
            Shown.row(PROPOSED, SUCCESSFUL, 450, 1),
            Shown.row(PROPOSED, SUCCESSFUL, 450, 201),
            Shown.row(PROPOSED, SUCCESSFUL, 450, 400));

    CommitPage page = PageComposer.compose("id", rows, second);

    assertThat(page.summary()).isEqualTo("1 failed, 450 succeeded");
    assertThat(page.groups()).extracting(Group::title).containsExactly("Proposed runs");
    assertThat(page.groups().getFirst().sections().getFirst().runs())
        .extracting(Run::slug)
        .containsExactly("stack-201", "stack-400");
    assertThat(page.listing())
        .isEqualTo(
            new CommitPage.Listing(
                "Page 2 of 3",
                new Link("All runs of this commit", "id"),
                new Link("Previous", "id?group=proposed&state=successful&page=1"),
                new Link("Next", "id?group=proposed&state=successful&page=3")));
  }

  @Test
  void aListThatHasBecomeShorterSaysSo() {
    CommitPage page =
        PageComposer.compose(
            "id",
            List.of(Shown.row(TRACKED, SUCCESSFUL, 5, 1)),
            new PagePart.Listing(TRACKED, INPROGRESS, 1));

    assertThat(page.groups().getFirst().sections().getFirst().title())
        .isEqualTo("Runs in progress (0 out of 5)");
    assertThat(page.groups().getFirst().sections().getFirst().runs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "BITBUCKET_CLOUD, acme, none, https://bitbucket.org/acme/infrastructure/commits/",
        "BITBUCKET_DATACENTER, INFRA, none, none",
        "BITBUCKET_DATACENTER, INFRA, javascript:alert(1), none",
        "BITBUCKET_DATACENTER, INFRA, https://git.example/bb/,"
            + " https://git.example/bb/projects/INFRA/repos/infrastructure/commits/",
        "BITBUCKET_DATACENTER, ~jane, https://git.example,"
            + " https://git.example/projects/~jane/repos/infrastructure/commits/",
        "BITBUCKET_CLOUD, a b?c, none, https://bitbucket.org/a%20b%3Fc/infrastructure/commits/"
      })
  void theCommitLeadsToItsBitbucketWhereThatIsKnown(
      Provider provider, String namespace, @Nullable String host, @Nullable String expected) {
    ShownCheck row = Shown.at(Shown.row(TRACKED, FAILED, 1, 1), provider, namespace, host);

    assertThat(page(row).commit().url()).isEqualTo(expected == null ? null : expected + Shown.SHA);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, none, none, true",
        "tracked, in-progress, none, true",
        "modules, failed, 999, true",
        "tracked, none, none, false",
        "none, none, 2, false",
        "tracked, INPROGRESS, 1, false",
        "tracked, failed, 0, false",
        "tracked, failed, 1000, false",
        "tracked, failed, '1 OR 1=1', false",
        "others, failed, 1, false"
      })
  void onlyAddressesThatAPageLinksToHaveAPart(
      @Nullable String group, @Nullable String state, @Nullable String page, boolean has) {
    assertThat(PagePart.of(group, state, page).isPresent()).isEqualTo(has);
  }

  private static List<String> notes(ShownCheck row) {
    return page(row).groups().stream()
        .flatMap(group -> group.sections().stream())
        .flatMap(section -> section.runs().stream())
        .map(Run::note)
        .toList();
  }

  private static CommitPage page(ShownCheck... rows) {
    return PageComposer.compose("id", List.of(rows), ALL);
  }
}
