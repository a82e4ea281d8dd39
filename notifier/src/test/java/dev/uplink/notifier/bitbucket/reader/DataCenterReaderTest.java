package dev.uplink.notifier.bitbucket.reader;

import static dev.uplink.notifier.bitbucket.reader.IntegrationReaders.pageOf;
import static dev.uplink.notifier.bitbucket.reader.IntegrationReaders.similar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.FakeBitbucket;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataCenterReaderTest {
  private IntegrationReaders world;
  private FakeBitbucket bitbucket;

  @BeforeEach
  void start() throws IOException {
    world = new IntegrationReaders();
    bitbucket = world.bitbucket;
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /** Older servers do not bring exact matches to the front. */
  @Test
  void dataCentersExactBranchIsFoundOnALaterPage() throws Exception {
    bitbucket.answersPath("start=0", branches(similar("main", 100), 100));
    bitbucket.answersPath("start=100", branches(List.of("main"), null));

    Names names = world.dataCenter().branches("PAY", "net", new Search("main", 25));

    assertThat(names.names()).hasSize(25).first().isEqualTo("main");
    assertThat(names.exact()).isTrue();
    assertThat(bitbucket.requests.getFirst().query())
        .contains("filterText=main", "boostMatches=true");
  }

  @Test
  void aBranchThatIsNotAmongTooManySimilarOnesIsNotToldOf() throws Exception {
    bitbucket.answersPath("start=", branches(similar("main", 100), 100));

    Names names = world.dataCenter().branches("PAY", "net", new Search("main", 25));

    assertThat(names.exact()).isNull();
    assertThat(bitbucket.requests).hasSize(30);
  }

  @Test
  void dataCentersRepositoriesOfAnotherProjectAreLeftOut() throws Exception {
    bitbucket.answersPath("/projects/PAY/repos/net", repository("PAY", "net"));
    bitbucket.answersPath(
        "/repos?",
        "{\"isLastPage\":true,\"values\":[%s,%s,%s]}"
            .formatted(
                repository("PAY", "network"), repository("OPS", "net"), repository("PAY", "net")));

    Names names = world.dataCenter().repositories(List.of(), new Search("PAY/net", 25));

    assertThat(names.names()).containsExactly("PAY/net", "PAY/network");
    assertThat(names.isComplete()).isTrue();
  }

  @Test
  void aDataCenterThatKnowsBuildStatusesOfRepositoriesTakesThemFromWhoReadsOne() throws Exception {
    bitbucket.answersPath("/build/capabilities", "{\"buildStatus\":[\"richBuildStatus\"]}");

    assertThat(world.dataCenter().statuses(true).verdict()).isEqualTo(Finding.Verdict.PASSED);
    assertThat(world.dataCenter().statuses(false).verdict()).isEqualTo(Finding.Verdict.WARNED);
  }

  @Test
  void ofAnOlderDataCenterItCannotBeTold() throws Exception {
    bitbucket.answersPath("/build/capabilities", 404, Map.of(), "{}");

    assertThat(world.dataCenter().statuses(true))
        .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Finding.Verdict.WARNED))
        .satisfies(finding -> assertThat(finding.detail()).contains("without posting one"));
  }

  private static String branches(List<String> names, @Nullable Integer next) {
    String page = pageOf("displayId", names);
    String end =
        next == null ? "\"isLastPage\":true" : "\"isLastPage\":false,\"nextPageStart\":" + next;
    return page.substring(0, page.length() - 1) + "," + end + "}";
  }

  private static String repository(String project, String slug) {
    return "{\"slug\":\"%s\",\"project\":{\"key\":\"%s\"}}".formatted(slug, project);
  }
}
