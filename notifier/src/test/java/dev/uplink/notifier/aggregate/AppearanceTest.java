package dev.uplink.notifier.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppearanceTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final String SHA = "c3".repeat(20);

  @ParameterizedTest
  @CsvSource({
    "QUEUED,, queued",
    "INITIALIZING,, Job is being prepared",
    "UNCONFIRMED,, needs confirmation",
    "PLANNING, ignored while it runs, planning",
    "FINISHED,, Plan contains no changes",
    "FAILED,, Job has failed",
    "FAILED, policy says no, policy says no",
    "DISCARDED,, Discarded",
    "SKIPPED, '  two\n lines ', two lines"
  })
  void aTargetsNameSaysHowItsRunIs(RunState state, @Nullable String message, String text) {
    Appearance shown = shown(Progress.reported(state, 1, null, message, null, AT, List.of()));

    assertThat(shown.name()).isEqualTo("spacelift/network: " + text);
    assertThat(shown.description()).isEqualTo(text);
  }

  @Test
  void aFinishedRunSaysWhatItChanges() {
    Progress changed =
        Progress.reported(RunState.FINISHED, 1, null, null, new Delta(1, 0, 2), AT, List.of());
    Progress unchanged =
        Progress.reported(RunState.FINISHED, 1, null, null, new Delta(0, 0, 0), AT, List.of());

    assertThat(shown(changed).description()).isEqualTo("1 to add, 0 to change, 2 to destroy");
    assertThat(shown(unchanged).description()).isEqualTo("Plan contains no changes");
  }

  @ParameterizedTest
  @CsvSource({"254, 254", "255, 255", "256, 255", "5000, 255"})
  void aDescriptionIsCutWhereBitbucketWouldRefuseIt(int length, int kept) {
    assertThat(failed("x".repeat(length)).description()).hasSize(kept);
  }

  @Test
  void aSurrogatePairIsNeverCutInHalf() {
    String text = "x".repeat(253) + "\uD83D\uDE00" + "y";

    assertThat(failed(text).description()).isEqualTo("x".repeat(253) + "…");
  }

  /** One that people see is made of several: a letter and its accent, a family of four. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "e\u0301",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\uD83C\uDDE9\uD83C\uDDEA"
      })
  void whatPeopleSeeAsOneCharacterIsNotTornApart(String character) {
    String before = "x".repeat(255 - character.length());

    assertThat(failed(before + character + "y").description()).isEqualTo(before + "…");
  }

  @Test
  void aCharacterWithoutAnEndIsCutAllTheSame() {
    assertThat(failed("e" + "\u0301".repeat(300)).description()).hasSize(255).endsWith("…");
  }

  @Test
  void aLongMessageLeavesTheCheckItsName() {
    assertThat(failed("x".repeat(5_000)).name()).startsWith("spacelift/network: xx").hasSize(255);
  }

  @Test
  void aRunsOwnPageIsLinked() {
    String page = "https://runs.example.com/stack/network/run/1";

    assertThat(linked(page).url()).isEqualTo(page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "ftp://example.com/", "run/1", "http://", "a b"})
  void whatIsNoWebPageIsNotLinked(String url) {
    assertThat(linked(url).url()).isEqualTo("https://bitbucket.org/team/live/commits/" + SHA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/run/1", "https://localhost:8443/1", "http://runs/1"})
  void aLinkIntoALocalNetworkIsNotUsedOnCloud(String url) {
    assertThat(linked(url).url()).isEqualTo("https://bitbucket.org/team/live/commits/" + SHA);
    assertThat(CommitPage.usable(url, BitbucketProduct.DATA_CENTER)).hasValue(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1/run/1", "http://[::1]/run/1"})
  void anAddressInNumbersIsLinked(String url) {
    assertThat(linked(url).url()).isEqualTo(url);
  }

  @Test
  void aLinkThatBitbucketWouldRefuseIsNotUsed() {
    String page = "https://runs.example.com/";

    assertThat(linked(page + "x".repeat(450 - page.length())).url()).hasSize(450);
    assertThat(linked(page + "x".repeat(451 - page.length())).url()).contains("/commits/");
  }

  @Test
  void personalProjectsKeepTheirTilde() {
    CommitPlace place = place(BitbucketProduct.DATA_CENTER, "~jane");

    assertThat(new CommitPage("https://git.example.com/ctx/").of(place, null))
        .isEqualTo("https://git.example.com/ctx/projects/~jane/repos/live/commits/" + SHA);
  }

  private static Appearance failed(String message) {
    return shown(Progress.reported(RunState.FAILED, 1, null, message, null, AT, List.of()));
  }

  private static Appearance linked(String url) {
    return shown(Progress.reported(RunState.FINISHED, 1, url, null, null, AT, List.of()));
  }

  private static Appearance shown(Progress progress) {
    CommitPlace place = place(BitbucketProduct.CLOUD, "team");
    RunId id = new RunId("0".repeat(16) + "." + "1".repeat(32));
    Target target = new Target("stack-1", "network", Target.Kind.STACK);
    StatusLabel label = StatusLabel.plain(target);
    Run run =
        new Run(
            id, place.key(), target, RunKind.TRACKED, "main", label, progress, null, null, 1, null);
    StartedRun start =
        new StartedRun(
            place,
            new Whereabouts.Home(),
            "slug",
            Mode.ALL,
            id,
            target,
            RunKind.TRACKED,
            "main",
            false,
            null,
            true,
            AT);
    Board board = Board.first(start, true, "page-1");
    return Appearance.of(run, board, new CommitPage(null).of(place, null));
  }

  private static CommitPlace place(BitbucketProduct product, String namespace) {
    return new CommitPlace(
        new AccountId("acme"), "int-a", product, namespace, "live", new CommitSha(SHA));
  }
}
