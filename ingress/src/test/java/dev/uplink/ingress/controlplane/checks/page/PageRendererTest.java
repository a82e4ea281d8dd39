package dev.uplink.ingress.controlplane.checks.page;

import static dev.uplink.ingress.controlplane.checks.CheckGroup.MODULES;
import static dev.uplink.ingress.controlplane.checks.CheckGroup.PROPOSED;
import static dev.uplink.ingress.controlplane.checks.CheckGroup.TRACKED;
import static dev.uplink.ingress.controlplane.checks.CheckState.FAILED;
import static dev.uplink.ingress.controlplane.checks.CheckState.INPROGRESS;
import static dev.uplink.ingress.controlplane.checks.CheckState.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.checks.ShownCheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageRendererTest {
  private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>";

  private final PageAssets assets = PageAssets.load();
  private final PageRenderer renderer = new PageRenderer(assets);

  @Test
  void whateverIsNamedStaysText() {
    String html =
        html(
            Shown.row(
                HOSTILE,
                TRACKED,
                FAILED,
                HOSTILE,
                "https://runs.example/?q=" + HOSTILE.replace(" ", ""),
                1,
                1));

    assertThat(html).doesNotContain("<script>alert", "<img").contains("&lt;script&gt;alert(1)");
    assertThat(html).contains("href=\"https://runs.example/?q=&#34;&#39;>&lt;script>");
  }

  @Test
  void aRunLeadsToItsPageAndOneWithoutIsText() {
    assertThat(html(Shown.row("network", TRACKED, FAILED, "", "https://runs.example/1", 1, 1)))
        .contains("href=\"https://runs.example/1\" rel=\"noopener noreferrer\"")
        .contains("<bdi>network</bdi> <span class=\"delta\">(+2 ~0 -2)</span></a>");
    assertThat(html(Shown.row("network", TRACKED, FAILED, "", null, 1, 1)))
        .contains("<bdi>network</bdi> <span class=\"delta\">(+2 ~0 -2)</span>")
        .doesNotContain("runs.example");
  }

  @Test
  void styleAndScriptAreThoseThatThePolicyNames() {
    String html = html(Shown.row(TRACKED, FAILED, 1, 1));

    assertThat(html)
        .contains("<style>" + assets.style() + "</style>")
        .containsOnlyOnce("<script>")
        .contains("<script>" + assets.script() + "</script>")
        .doesNotContain(" style=", " onclick=");
    assertThat(assets.policy())
        .startsWith("default-src 'none'; ")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void aPageIsReloadedWithoutItsScriptOnlyWhileRunsGoOn() {
    assertThat(html(Shown.row(TRACKED, INPROGRESS, 1, 1))).contains("http-equiv=\"refresh\"");
    assertThat(html(Shown.row(TRACKED, SUCCESSFUL, 1, 1))).doesNotContain("http-equiv");
  }

  @Test
  void theTagIsThatOfTheContent() {
    ShownCheck row = Shown.row(TRACKED, FAILED, 1, 1);
    RenderedPage page = render(List.of(row));

    assertThat(render(List.of(row)).tag()).isEqualTo(page.tag());
    assertThat(render(List.of(Shown.row(TRACKED, SUCCESSFUL, 1, 1))).tag())
        .isNotEqualTo(page.tag());
    assertThat(page.isAmong(page.tag())).isTrue();
    assertThat(page.isAmong("\"other\", W/" + page.tag())).isTrue();
    assertThat(page.isAmong("\"other\"")).isFalse();
  }

  @Test
  void thePageOfThousandsOfRunsIsAsLargeAsThatOfHundreds() {
    List<ShownCheck> rows = new ArrayList<>();
    for (CheckGroup group : List.of(TRACKED, PROPOSED, MODULES)) {
      for (CheckState state : CheckState.values()) {
        rows.addAll(Shown.rows(group, state, PagePart.Overview.FIRST, 5_000));
      }
    }

    assertThat(render(rows).html()).hasSizeLessThan(256 * 1024);
  }

  @Test
  void amongWordsOfBothDirectionsEachKeepsItsPlace() {
    String turning = "\u202Enetwork";

    assertThat(html(Shown.row(turning, TRACKED, FAILED, turning, null, 1, 1)))
        .contains("<bdi>" + turning + "</bdi> <span class=\"delta\">(+2 ~0 -2)</span>")
        .contains("<p class=\"text\"><bdi>" + turning + "</bdi></p>");
  }

  private String html(ShownCheck row) {
    return render(List.of(row)).html();
  }

  private RenderedPage render(List<ShownCheck> rows) {
    return renderer.render(PageComposer.compose("id", rows, new PagePart.Overview()));
  }
}
