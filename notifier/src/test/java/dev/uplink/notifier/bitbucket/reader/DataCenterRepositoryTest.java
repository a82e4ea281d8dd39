package dev.uplink.notifier.bitbucket.reader;

import static dev.uplink.notifier.bitbucket.reader.RepositoryReaders.NEW;
import static dev.uplink.notifier.bitbucket.reader.RepositoryReaders.OLD;
import static dev.uplink.notifier.bitbucket.reader.RepositoryReaders.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCenterRepositoryTest {
  private static final String REPOSITORY = "/stash/rest/api/latest/projects/~Ada/repos/net";

  private RepositoryReaders world;
  private FakeBitbucket bitbucket;

  @BeforeEach
  void start() throws IOException {
    world = new RepositoryReaders();
    bitbucket = world.bitbucket;
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aPushComparesTheTwoCommitsThemselves() throws Exception {
    bitbucket.answersPath(
        "/changes?",
        json(
            "{'values':[{'type':'ADD','path':{'toString':'added.tf'}},"
                + "{'type':'DELETE','path':{'toString':'gone.tf'}},"
                + "{'type':'MOVE','path':{'toString':'new.tf'},'srcPath':{'toString':'old.tf'}},"
                + "{'type':'COPY','path':{'toString':'copy.tf'},'srcPath':{'toString':'same.tf'}},"
                + "{'type':'MODIFY','path':{'components':['a','b.tf']}}],'isLastPage':true}"));

    ChangedFiles files = world.dataCenter().changedFiles(OLD, NEW);

    assertThat(files.paths())
        .containsExactly("added.tf", "gone.tf", "old.tf", "new.tf", "copy.tf", "a/b.tf");
    assertThat(bitbucket.asked())
        .singleElement()
        .asString()
        .startsWith(REPOSITORY + "/changes?")
        .contains("since=" + OLD, "until=" + NEW, "limit=500");
    assertThat(bitbucket.requests.getFirst().header("Authorization")).isEqualTo("Bearer s3cret");
  }

  @Test
  void aNewBranchIsComparedWithWhereItLeftTheOther() throws Exception {
    bitbucket.answersPath("/compare/changes?", json("{'values':[],'isLastPage':true}"));

    assertThat(world.dataCenter().changedFilesSince("release/1", NEW).paths()).isEmpty();
    assertThat(bitbucket.asked())
        .singleElement()
        .asString()
        .contains("from=" + NEW, "to=refs%2Fheads%2Frelease%2F1");
  }

  @Test
  void theNextPageStartsWhereTheServerSays() throws Exception {
    bitbucket.answersPath(
        "start=0",
        json(
            "{'values':[{'path':{'toString':'1'}}],'isLastPage':false,'nextPageStart':713,'size':1}"));
    bitbucket.answersPath(
        "start=713", json("{'values':[{'path':{'toString':'2'}}],'isLastPage':true}"));

    assertThat(world.dataCenter().changedFiles(OLD, NEW).paths()).containsExactly("1", "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-7", "{}", "null"})
  void aServerThatDoesNotComeToAnEndIsNotFollowed(String next) throws Exception {
    bitbucket.answersPath(
        "/changes?",
        json("{'values':[{'path':{'toString':'1'}}],'isLastPage':false,'nextPageStart':" + next)
            + "}");

    assertThat(world.dataCenter().changedFiles(OLD, NEW).truncated()).isTrue();
    assertThat(bitbucket.requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"500,false", "999,false", "1000,true", "1500,false"})
  void whatStopsAtTheServersCapMayHaveMore(int count, boolean truncated) throws Exception {
    bitbucket.answersPath("/changes?", page(count, true));

    assertThat(world.dataCenter().changedFiles(OLD, NEW).truncated()).isEqualTo(truncated);
    // More than were asked for are not believed in.
    assertThat(world.dataCenter().pullRequestFiles(7).files().truncated())
        .isEqualTo(truncated || count > 1_000);
  }

  /** All that one answer has room for, and one more. */
  @ParameterizedTest
  @CsvSource({"10000, 10000, false", "10001, 0, true"})
  void asManyAsAnAnswerTakesAreTold(int count, int told, boolean truncated) throws Exception {
    for (int start = 0; start < count; start += 500) {
      bitbucket.answersPath(
          "start=" + start, page(start, Math.min(start + 500, count), count, "500"));
    }

    ChangedFiles files = world.dataCenter().changedFiles(OLD, NEW);

    assertThat(files.truncated()).isEqualTo(truncated);
    assertThat(files.paths()).hasSize(told);
  }

  /** Full with fewer than were asked for, and called the end. */
  @ParameterizedTest
  @CsvSource({"249,false", "250,true"})
  void aServerThatGivesLessThanWasAskedForMayHaveMore(int count, boolean truncated)
      throws Exception {
    bitbucket.answersPath("/changes?", page(0, count, count, "250"));

    assertThat(world.dataCenter().changedFiles(OLD, NEW).truncated()).isEqualTo(truncated);
    assertThat(world.dataCenter().pullRequestFiles(7).files().truncated()).isEqualTo(truncated);
  }

  @Test
  void theLastOfManySmallPagesIsTheEnd() throws Exception {
    bitbucket.answersPath("start=0", page(0, 250, 500, "250"));
    bitbucket.answersPath("start=250", page(250, 500, 500, "250"));

    assertThat(world.dataCenter().changedFiles(OLD, NEW).paths()).hasSize(500);
  }

  @ParameterizedTest
  @CsvSource({"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, true", "bbbbbbb, false", "'', false"})
  void thePageSaysOfWhichHeadTheFilesAre(String hash, boolean believed) throws Exception {
    bitbucket.answersPath("/changes?", json("{'fromHash':'x','toHash':'%s','values':[]}", hash));

    assertThat(world.dataCenter().pullRequestFiles(7).head()).isEqualTo(believed ? hash : null);
    assertThat(bitbucket.requests).hasSize(1);
  }

  /** Its start is not looked at: a second page would be the first again. */
  @Test
  void aPullRequestsChangesAreOnePage() throws Exception {
    bitbucket.answersPath("/pull-requests/7/changes?", page(25, false));

    assertThat(world.dataCenter().pullRequestFiles(7).files())
        .isEqualTo(new ChangedFiles(List.of(), true));
    assertThat(bitbucket.asked()).singleElement().asString().contains("limit=1000");

    bitbucket.answersPath("/pull-requests/7/changes?", page(26, true));
    assertThat(world.dataCenter().pullRequestFiles(7).files().paths()).hasSize(26);
  }

  @Test
  void anAnnotatedTagIsItsCommit() throws Exception {
    bitbucket.answersPath(
        REPOSITORY + "/commits?until=refs%2Ftags%2Frelease%2Fv%201&limit=1",
        json("{'values':[{'id':'%s'}],'isLastPage':false}", NEW));

    assertThat(world.dataCenter().tagCommit("release/v 1")).isEqualTo(NEW);
  }

  @Test
  void aBranchIsItsLatestCommit() throws Exception {
    bitbucket.answersPath(
        "/commits?until=refs%2Fheads%2Ffeature%2Fx", json("{'values':[{'id':'%s'}]}", NEW));
    bitbucket.answersPath("until=refs%2Fheads%2Fempty", json("{'values':[]}"));

    assertThat(world.dataCenter().branchHead("feature/x")).isEqualTo(NEW);
    assertFails(() -> world.dataCenter().branchHead("gone"), Fault.NOT_FOUND, "(404)");
    assertFails(() -> world.dataCenter().branchHead("empty"), Fault.NOT_FOUND, "no commit");
  }

  @Test
  void aShortHashIsExpandedToOneThatBeginsSo() throws Exception {
    bitbucket.answersPath("/commits/bbbbbbb", json("{'id':'%s'}", NEW));

    assertThat(world.dataCenter().fullHash("bbbbbbb")).isEqualTo(NEW);
    bitbucket.answersPath("/commits/bbbbbbb", json("{'id':'%s'}", OLD));
    assertFails(
        () -> world.dataCenter().fullHash("bbbbbbb"), Fault.BITBUCKET_FAILED, "another commit");
  }

  @Test
  void pullRequestsOfACommitAreTheOpenOnes() throws Exception {
    bitbucket.answersPath(
        "/commits/" + NEW + "/pull-requests",
        json("{'values':[{'id':3,'state':'MERGED'},{'id':4,'state':'OPEN'}],'isLastPage':true}"));

    assertThat(world.dataCenter().pullRequests(NEW).ids()).containsExactly(4L);
  }

  @Test
  void theOwnAccountIsNameAndSlugAndTheNameAloneWhereNoUserIsShown() throws Exception {
    assertThat(world.dataCenter().ownAccount()).containsExactly("ops.user");

    bitbucket.answersPath("/users/Ops.User", json("{'name':'Ops.User','slug':'ops_user'}"));
    assertThat(world.dataCenter().ownAccount()).containsExactly("ops.user", "ops_user");
  }

  @Test
  void aMissingPermissionIsNoBadToken() {
    bitbucket.answers(
        "GET", 401, Map.of(), json("{'errors':[{'exceptionName':'x.AuthorisationException'}]}"));

    assertFails(
        () -> world.dataCenter().changedFiles(OLD, NEW), Fault.FORBIDDEN, "lack a permission");
  }

  private static String page(int from, int to, int all, String limit) {
    return page(to - from, to == all)
        .replace("\"f", "\"f" + from + "-")
        .replace("\"nextPageStart\":1000", "\"nextPageStart\":" + to + ",\"limit\":" + limit);
  }

  private static String page(int count, boolean last) {
    String values =
        IntStream.range(0, count)
            .mapToObj(number -> "{'path':{'toString':'f" + number + "'}}")
            .collect(Collectors.joining(","));
    return json("{'values':[" + values + "],'isLastPage':" + last + ",'nextPageStart':1000}");
  }

  private static String json(String text, Object... values) {
    return text.replace('\'', '"').formatted(values);
  }
}
