package dev.uplink.ingress.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.uplink.ingress.controlplane.checks.CheckGroup.MODULES;
import static dev.uplink.ingress.controlplane.checks.CheckGroup.PROPOSED;
import static dev.uplink.ingress.controlplane.checks.CheckGroup.TRACKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of what was seen are in {@code target/browser}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitPageBrowserIT {
  private static final String HOSTILE =
      "\"'><img src=x onerror=\"hacked=1\"><script>hacked=1</script>";

  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> opened = new ArrayList<>();
  private Chromium chromium;

  @BeforeAll
  void start() {
    chromium = new Chromium();
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  @AfterAll
  void stop() {
    chromium.close();
  }

  @AfterEach
  void leave() {
    opened.forEach(BrowserContext::close);
    opened.clear();
    complaints.clear();
  }

  @ParameterizedTest
  @CsvSource({"phone, 390, 844", "small-phone, 320, 568", "desktop, 1280, 900"})
  void everyScreenShowsAllOfItsWidth(String name, int width, int height) {
    Page page = open(busy(), options().setViewportSize(width, height));

    assertThat(page.locator("h1")).hasText("2 failed, 2 in progress, 1 stopped, 5 succeeded");
    assertThat(page.locator("#proposed h3").first()).hasText("Failed runs (1 out of 7)");
    assertThat(page.locator("#proposed h3").last()).hasText("Successful runs (3 out of 7)");
    assertThat(page.getByText("network (+2 ~0 -2)")).isVisible();
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth")).isEqualTo(0);
    picture(page, name);
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void thePageCanBeReadByEverybodyInLightAndDark(ColorScheme scheme) {
    Page page = open(busy(), options().setViewportSize(390, 844).setColorScheme(scheme));

    var found = new AxeBuilder(page).analyze();

    assertThat(found.getViolations()).as(() -> found.getViolations().toString()).isEmpty();
    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(scheme == ColorScheme.DARK ? "rgb(22, 26, 29)" : "rgb(247, 248, 249)");
    picture(page, scheme.name().toLowerCase(Locale.ROOT));
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatBecomesOfARunIsSeenWithoutReloading() {
    CommitStory commit = new CommitStory().planning(PROPOSED, "network").planning(PROPOSED, "dns");
    Page page = open(commit, options());
    page.evaluate("window.marked = true");
    Locator network = page.locator("li", new Page.LocatorOptions().setHasText("network"));
    assertThat(page.locator("#live")).hasText("Updates itself while runs go on");
    network.locator("a").focus();

    commit.failed(PROPOSED, "network", "Job has failed");

    assertThat(page.locator("h1")).hasText("1 failed, 1 in progress");
    assertThat(network).containsText("Job has failed");
    assertThat(network.locator("a")).isFocused();
    assertThat(page).hasTitle("1 failed, 1 in progress · acme/infrastructure 3f2a91c");

    commit.succeeded(PROPOSED, "dns", 1, 0, 0);

    assertThat(page.locator("h1")).hasText("1 failed, 1 succeeded");
    assertThat(page.locator("#live")).hasText("All runs have ended");
    assertThat(page.evaluate("window.marked")).isEqualTo(true);
    assertThat(complaints).isEmpty();
  }

  @Test
  void thatItCannotBeReachedIsSaidAndUnsaid() {
    CommitStory commit = new CommitStory().planning(TRACKED, "network");
    BrowserContext context = context(options());
    Page page = context.newPage();
    page.clock().install();
    page.navigate(commit.url());

    context.setOffline(true);
    page.clock().fastForward(4_000);
    assertThat(page.locator("#live.cut-off")).containsText("Could not be reached since");
    assertThat(page.locator("h1")).hasText("1 in progress");

    context.setOffline(false);
    commit.succeeded(TRACKED, "network", 0, 0, 0);
    timePassesUntil(page, 10_000, "1 succeeded");
    assertThat(page.locator("#live")).hasText("All runs have ended");
  }

  @Test
  void aPageWhoseRunsHaveEndedIsHardlyEverAskedForAgain() {
    CommitStory commit = new CommitStory().succeeded(TRACKED, "network", 0, 0, 0);
    BrowserContext context = context(options());
    Page page = context.newPage();
    page.clock().install();
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.navigate(commit.url());
    page.clock().fastForward(4_000);
    assertThat(page.locator("#live")).hasText("All runs have ended");

    page.clock().runFor(115_000);
    assertThat(asked).hasSizeLessThanOrEqualTo(2);
    commit.planning(TRACKED, "network");
    timePassesUntil(page, 121_000, "1 in progress");
  }

  @Test
  void namesAndTextsThatWouldBeScriptsAreText() {
    CommitStory commit =
        new CommitStory(HOSTILE, HOSTILE)
            .failed(TRACKED, HOSTILE, HOSTILE)
            .planning(MODULES, "\u202Eevil");
    Page page = open(commit, options());

    commit.succeeded(MODULES, "other", 0, 0, 0);

    assertThat(page.locator("h1")).hasText("1 failed, 1 in progress, 1 succeeded");
    assertThat(page.locator("#tracked li .text")).hasText(HOSTILE);
    assertThat(page.locator("#tracked li img, script + script")).hasCount(0);
    assertThat(page.evaluate("typeof hacked")).isEqualTo("undefined");
    assertThat(complaints).isEmpty();
  }

  @Test
  void withoutScriptsItReadsAsWell() {
    Page page = open(busy(), options().setJavaScriptEnabled(false));

    assertThat(page.locator("h1")).hasText("2 failed, 2 in progress, 1 stopped, 5 succeeded");
    assertThat(page.getByText("network (+2 ~0 -2)")).isVisible();
    assertThat(page.locator("#live")).isEmpty();
    assertThat(page.locator("dd time")).hasText("22 Nov 2026, 01:44 UTC");
  }

  @Test
  void aThousandRunsAreSummarisedAndAllOfThemALinkAway() {
    CommitStory commit = new CommitStory();
    IntStream.rangeClosed(1, 230)
        .forEach(n -> commit.succeeded(PROPOSED, "stack-%03d".formatted(n), n % 3, 0, 0));
    Page page = open(commit, options());
    assertThat(page.locator("li")).hasCount(25);

    page.getByText("All 230 successful runs").click();
    assertThat(page.locator("li")).hasCount(200);
    page.getByText("Next").click();
    assertThat(page.locator("li")).hasCount(30);
    assertThat(page.locator(".pages")).containsText("Page 2 of 2");
    page.getByText("All runs of this commit").click();

    assertThat(page.locator("li")).hasCount(25);
    assertThat(complaints).isEmpty();
  }

  @Test
  void anAddressThatIsNoPageSaysSo() {
    Page page = context(options()).newPage();

    var answer = page.navigate(new CommitStory().url());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(page.locator("h1")).hasText("No such page");
    picture(page, "none");
  }

  /** A page is sent again for a second before what has changed is looked up. */
  private static void timePassesUntil(Page page, int milliseconds, String summary) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInSameThread()
        .untilAsserted(
            () -> {
              page.clock().fastForward(milliseconds);
              assertThat(page.locator("h1").textContent().strip()).isEqualTo(summary);
            });
  }

  private static CommitStory busy() {
    return new CommitStory(
            "infrastructure", "feature/subnets-of-the-second-region-with-a-very-long-name")
        .failed(TRACKED, "broken-dns", "Job has failed")
        .succeeded(TRACKED, "vpc", 1, 0, 0)
        .succeeded(PROPOSED, "network", 2, 0, 2)
        .succeeded(PROPOSED, "monitoring", 0, 3, 0)
        .succeeded(PROPOSED, "audit-trail", 0, 0, 0)
        .failed(
            PROPOSED,
            "database",
            "Error: creating RDS DB Instance (orders): DBInstanceAlreadyExists: DB instance already"
                + " exists")
        .planning(PROPOSED, "kubernetes-cluster-of-the-production-environment-in-eu-central-1")
        .planning(PROPOSED, "cdn")
        .canceled(PROPOSED, "legacy")
        .succeeded(MODULES, "terraform-aws-subnets", 12, 0, 12);
  }

  private static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions().setLocale("en-GB").setTimezoneId("UTC");
  }

  private Page open(CommitStory commit, Browser.NewContextOptions options) {
    Page page = context(options).newPage();
    page.navigate(commit.url());
    return page;
  }

  /** Whatever its pages complain of, as a policy that was violated, is noted. */
  private BrowserContext context(Browser.NewContextOptions options) {
    BrowserContext context = chromium.browser().newContext(options);
    context.setDefaultTimeout(30_000);
    context.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    context.onWebError(error -> complaints.add(error.error()));
    opened.add(context);
    return context;
  }

  private static void picture(Page page, String name) {
    var _ =
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target", "browser", name + ".png"))
                .setFullPage(true));
  }
}
