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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudRepositoryTest {
  private static final String DIFFSTAT = "/2.0/repositories/acme/net/diffstat/";

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
  void aPushAsksWithTheNewerCommitFirstAndWithoutTheMergeBase() throws Exception {
    bitbucket.answersPath(
        DIFFSTAT,
        json(
            "{'values':[{'old':null,'new':{'path':'added.tf'}},"
                + "{'old':{'path':'gone.tf'},'new':null},"
                + "{'old':{'path':'a/old.tf'},'new':{'path':'a/new.tf'}},"
                + "{'old':{'path':'same.tf'},'new':{'path':'same.tf'}}]}"));

    ChangedFiles files = world.cloud().changedFiles(OLD, NEW);

    assertThat(files.paths())
        .containsExactly("added.tf", "gone.tf", "a/old.tf", "a/new.tf", "same.tf");
    assertThat(files.truncated()).isFalse();
    assertThat(bitbucket.asked())
        .singleElement()
        .asString()
        .startsWith(DIFFSTAT + NEW + ".." + OLD + "?")
        .contains("topic=false", "pagelen=500");
  }

  @Test
  void aNewBranchIsComparedWithWhereItLeftTheOther() throws Exception {
    bitbucket.answersPath(
        "/refs/branches?q=name%20%3D%20%22feature%2Fx%22",
        json(
            "{'values':[{'name':'Feature/X','target':{'hash':'%s'}},"
                + "{'name':'feature/x','target':{'hash':'%s'}}]}",
            NEW, OLD));
    bitbucket.answersPath(DIFFSTAT, json("{'values':[]}"));

    assertThat(world.cloud().changedFilesSince("feature/x", NEW).paths()).isEmpty();
    assertThat(bitbucket.asked().getLast())
        .startsWith(DIFFSTAT + NEW + ".." + OLD + "?")
        .contains("topic=true");
    assertFails(() -> world.cloud().changedFilesSince("feature/y", NEW), Fault.NOT_FOUND, "(404)");
  }

  @Test
  void aPullRequestsRedirectIsFollowedOnTheSameHost() throws Exception {
    String spec = DIFFSTAT + "acme/net:b%0Da?from_pullrequest_id=7";
    bitbucket.answersPath(
        "/pullrequests/7/diffstat", 302, Map.of("Location", bitbucket.url() + spec), "");
    bitbucket.answersPath(spec, json("{'values':[{'new':{'path':'x'}}]}"));

    assertThat(world.cloud().pullRequestFiles(7).files().paths()).containsExactly("x");
    assertThat(bitbucket.asked().getLast()).contains("pagelen=500").startsWith(spec);
    assertThat(bitbucket.requests.getLast().header("Authorization")).startsWith("Basic ");
  }

  /** The first of the two commits, which costs no request. */
  @ParameterizedTest
  @CsvSource({
    "ada/fork:bbbbbbbbbbbb%0Daaaaaaaaaaaa?topic=true, bbbbbbbbbbbb",
    "bbbbbbb..aaaaaaa, bbbbbbb",
    "ada/fork:bbbbbbbbbbbb%0Dacme/net:aaaaaaaaaaaa, bbbbbbbbbbbb",
    "acme/net:feature%0Daaaaaaaaaaaa,",
    "bbbbbbbbbbbb,"
  })
  void theRedirectSaysOfWhichHeadTheFilesAre(String spec, @Nullable String head) throws Exception {
    bitbucket.answersPath("/pullrequests/7/diffstat", 302, Map.of("Location", DIFFSTAT + spec), "");
    bitbucket.answersPath("/net/diffstat/", json("{'values':[{'new':{'path':'x'}}]}"));

    assertThat(world.cloud().pullRequestFiles(7).head()).isEqualTo(head);
    assertThat(bitbucket.requests).hasSize(2);
  }

  @Test
  void withoutARedirectTheHeadIsNotKnown() throws Exception {
    bitbucket.answersPath("/pullrequests/7/diffstat", json("{'values':[]}"));

    assertThat(world.cloud().pullRequestFiles(7).head()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/2.0/x",
        "//evil.example/x",
        "http://localhost@evil.example/",
        "http://localhost:1/2.0/x",
        "https://localhost/2.0/x",
        "file:///etc/passwd",
        "::not a url::"
      })
  void aRedirectToAnotherHostIsNotFollowed(String location) {
    bitbucket.answersPath("/pullrequests/7/", 302, Map.of("Location", location), "");

    assertFails(() -> world.cloud().pullRequestFiles(7), Fault.BITBUCKET_FAILED, "to another host");
    assertThat(bitbucket.requests).hasSize(1);
  }

  @Test
  void aRedirectThatLeadsRoundAndRoundEnds() {
    bitbucket.answersPath("/pullrequests/7/", 302, Map.of("Location", "diffstat?pagelen=1"), "");

    assertFails(
        () -> world.cloud().pullRequestFiles(7), Fault.BITBUCKET_FAILED, "from one address to");
    assertThat(bitbucket.requests).hasSize(4);
  }

  @Test
  void everyPageIsReadButNoneElsewhereAndNoneTwice() throws Exception {
    String first = DIFFSTAT + NEW + ".." + OLD;
    String second = bitbucket.url() + first + "?page=2";
    bitbucket.answersPath(first, json("{'values':[{'new':{'path':'1'}}],'next':'%s'}", second));
    bitbucket.answersPath("page=2", json("{'values':[{'new':{'path':'2'}}]}"));

    assertThat(world.cloud().changedFiles(OLD, NEW).paths()).containsExactly("1", "2");

    bitbucket.answersPath("page=2", json("{'values':[],'next':'%s'}", second));
    assertFails(() -> world.cloud().changedFiles(OLD, NEW), Fault.BITBUCKET_FAILED, "circle");
    bitbucket.answersPath("page=2", json("{'values':[],'next':'http://evil.example/2.0/'}"));
    assertFails(() -> world.cloud().changedFiles(OLD, NEW), Fault.BITBUCKET_FAILED, "elsewhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'values':[{}]}", "{'values':[{'new':{'path':7}}]}", "{'values':[1]}"})
  void aChangeThatNamesNoPathMayHaveChangedAnything(String page) throws Exception {
    bitbucket.answersPath(DIFFSTAT, json(page));

    assertThat(world.cloud().changedFiles(OLD, NEW)).isEqualTo(new ChangedFiles(List.of(), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | FORBIDDEN | permission",
        "404 | BITBUCKET_FAILED | not one of Bitbucket's (404)",
        "429 | RATE_LIMITED | too many",
        "555 | TIMED_OUT | longer than it allows itself",
        "502 | BITBUCKET_FAILED | failed (502)",
        "202 | TIMED_OUT | still working"
      })
  void whatIsNoAnswerIsToldApart(int status, Fault fault, String words) {
    bitbucket.answersPath(DIFFSTAT, status, Map.of("Retry-After", "7"), "<html>");

    assertFails(() -> world.cloud().changedFiles(OLD, NEW), fault, words);
  }

  @Test
  void aShortHashIsExpandedToOneThatBeginsSo() throws Exception {
    bitbucket.answersPath("/commit/bbbbbbbbbbbb?", json("{'hash':'%s'}", NEW));
    bitbucket.answersPath("/commit/cccccccccccc?", json("{'hash':'%s'}", NEW));
    bitbucket.answersPath("/commit/dddddddddddd?", json("{'hash':'dddddddddddd'}"));

    assertThat(world.cloud().fullHash("bbbbbbbbbbbb")).isEqualTo(NEW);
    assertFails(
        () -> world.cloud().fullHash("cccccccccccc"), Fault.BITBUCKET_FAILED, "another commit");
    assertFails(
        () -> world.cloud().fullHash("dddddddddddd"), Fault.BITBUCKET_FAILED, "no commit hash");
  }

  @Test
  void aTagAndABranchAreAskedForByName() throws Exception {
    bitbucket.answersPath(
        "/refs/tags?q=name%20%3D%20%22v%2F1%22",
        json("{'values':[{'name':'v/1','target':{'hash':'%s'}}]}", NEW));
    bitbucket.answersPath("/refs/branches", json("{'values':[]}"));

    assertThat(world.cloud().tagCommit("v/1")).isEqualTo(NEW);
    assertFails(() -> world.cloud().branchHead("main"), Fault.NOT_FOUND, "no such branch or tag");
  }

  @Test
  void pullRequestsOfACommitAreThoseThatMayBeOpen() throws Exception {
    bitbucket.answersPath(
        "/commit/" + NEW + "/pullrequests",
        json("{'values':[{'id':3},{'id':4,'state':'OPEN'},{'id':5,'state':'MERGED'}]}"));

    assertThat(world.cloud().pullRequests(NEW)).isEqualTo(new PullRequests(List.of(3L, 4L), false));
  }

  @Test
  void withoutCommitLinksTheOpenPullRequestsHeadsAreLookedAt() throws Exception {
    bitbucket.answersPath(
        "/net/pullrequests?",
        json(
            "{'values':[{'id':3,'source':{'commit':{'hash':'bbbbbbbbbbbb'}}},"
                + "{'id':4,'source':{'commit':{'hash':'aaaaaaaaaaaa'}}},{'id':5}]}"));

    PullRequests found = world.cloud().pullRequests(NEW);

    assertThat(found.ids()).containsExactly(3L);
    assertThat(found.remark()).contains("Pull Request Commit Links");
    assertThat(bitbucket.asked().getLast()).contains("q=state%20%3D%20%22OPEN%22");
  }

  @Test
  void theOwnAccountIsUuidAndAccountIdInLowerCase() throws Exception {
    bitbucket.answersPath("/2.0/user?", json("{'uuid':'{AB-1}','account_id':'557:Cd'}"));

    assertThat(world.cloud().ownAccount()).containsExactly("{ab-1}", "557:cd");
  }

  @Test
  void aTokenThatMayNotReadItsAccountHasNone() throws Exception {
    bitbucket.answersPath(
        "/2.0/user?",
        403,
        Map.of(),
        json(
            "{'type':'error','error':{'message':'Your credentials lack one or more required"
                + " privilege scopes.','detail':{'required':['account']}}}"));

    assertThat(world.cloud().ownAccount()).isEmpty();
  }

  private static String json(String text, Object... values) {
    return text.replace('\'', '"').formatted(values);
  }
}
