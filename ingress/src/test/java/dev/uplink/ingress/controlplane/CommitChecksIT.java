package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.checks.projection.ToldCheck;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runs of a commit, from their topic to the page and the API. */
class CommitChecksIT {
  private final Api api = new Api();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void whatTheTopicTellsStandsOnThePageInTheOrderOfRevisions() {
    String page = Telling.id();
    CommitCheck first = ToldCheck.check(page, "network" + page).build();
    CommitCheck failed =
        CommitCheck.newBuilder(first)
            .setState(CommitStatusState.FAILED)
            .setRunState("DISCARDED")
            .setText("Discarded")
            .setRevision(3)
            .build();
    CommitCheck late =
        CommitCheck.newBuilder(first)
            .setState(CommitStatusState.INPROGRESS)
            .setRunState("PLANNING")
            .setRevision(2)
            .build();

    List.of(first, failed, late, failed).forEach(CommitChecksIT::tell);
    tell(ToldCheck.check(page, "dns" + page).setRunType(RunType.TRACKED).build());

    String html =
        await()
            .until(
                () -> look(page, null).body(),
                body -> body.contains("slug-of-dns") && body.contains("Discarded"));
    assertThat(html)
        .contains("<title>1 failed, 1 succeeded · Acme/Net 3f2a91c</title>")
        .contains("Failed runs (1 out of 1)")
        .contains("https://bitbucket.org/Acme/Net/commits/" + ToldCheck.SHA)
        .doesNotContain("data-active");
  }

  @Test
  void aCommitThatIsForgottenHasNoPageAndMayBeginAnew() {
    String page = Telling.id();
    CommitCheck check = ToldCheck.check(page, "network" + page).setRevision(7).build();
    tell(check);
    await().until(() -> look(page, null).statusCode() == 200);

    Telling.tell(Topics.COMMIT_CHECKS, ToldCheck.key(check), null);
    await().until(() -> look(page, null).statusCode() == 404);
    tell(CommitCheck.newBuilder(check).setRevision(1).build());

    await().until(() -> look(page, null).statusCode() == 200);
  }

  @Test
  void thePageIsGuardedAndTellsWhetherItHasChanged() {
    String page = stored(1, "SUCCESSFUL");

    HttpResponse<String> whole = look(page, null);
    String tag = header(whole, "ETag");
    HttpResponse<String> again = look(page, tag);

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(header(whole, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(List.of(whole, again))
        .allSatisfy(
            answer -> {
              assertThat(header(answer, "Content-Security-Policy"))
                  .startsWith("default-src 'none'; style-src 'sha256-")
                  .contains("frame-ancestors 'none'");
              assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
              assertThat(header(answer, "X-Robots-Tag")).isEqualTo("noindex, nofollow");
              assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
              assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
              assertThat(header(answer, "ETag")).isEqualTo(tag);
            });
    assertThat(look(page, "\"another\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000000000000000000",
        "short",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "..%2F..%2Fapi%2Fv1%2Fspaces",
        "0000000000000000%270000000000000000",
        "00000000000000000000000000000000?group=tracked&state=failed&page=1"
      })
  void whateverIsNoPageHasOneAnswer(String address) {
    HttpResponse<String> answer = look(address, null);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .contains("<h1>No such page</h1>")
        .isEqualTo(look(Telling.id(), null).body());
    assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(header(answer, "ETag")).isEmpty();
  }

  @Test
  void aPartThatNoPageLinksToIsNoPageEither() {
    String page = stored(1, "FAILED");

    assertThat(look(page + "?group=tracked&state=failed", null).statusCode()).isEqualTo(200);
    assertThat(look(page + "?group=tracked", null).statusCode()).isEqualTo(404);
    assertThat(look(page + "?page=2", null).statusCode()).isEqualTo(404);
  }

  @Test
  void theWebhookPortDoesNotKnowThePage() {
    String page = stored(1, "FAILED");

    assertThat(get(RunningIngress.instance().webhookUrl() + "/checks/" + page, null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void fiveThousandRunsAreSummarisedAndListedInPieces() {
    String page = stored(5_000, "SUCCESSFUL");

    HttpResponse<String> overview = look(page, null);
    HttpResponse<String> last = look(page + "?group=tracked&state=successful&page=25", null);

    assertThat(overview.body())
        .hasSizeLessThan(64 * 1024)
        .contains("Successful runs (5000 out of 5000)")
        .contains("slug-00001", "slug-00025", "All 5000 successful runs")
        .doesNotContain("slug-00026");
    assertThat(last.body())
        .contains("Page 25 of 25", "slug-04801", "slug-05000")
        .doesNotContain("slug-04800", "rel=\"next\"");
  }

  @Test
  void theApiListsACommitsRunsInPagesWithWhatEachCameTo() {
    String page = stored(3, "FAILED");
    String path = "/commits/bitbucket-cloud/ACME/" + page + "/" + ToldCheck.SHA + "/checks";

    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode answer = api.get(path + "?limit=2" + cursor).body();
      answer.path("items").forEach(found::add);
      cursor =
          answer.path("nextCursor").isNull() ? "" : "&cursor=" + answer.path("nextCursor").asText();
    } while (!cursor.isEmpty());

    assertThat(found)
        .extracting(check -> check.path("targetSlug").asText())
        .containsExactly("slug-00001", "slug-00002", "slug-00003");
    assertThat(found.getFirst().path("state").asText()).isEqualTo("FAILED");
    assertThat(found.getFirst().path("delta").path("added").asInt()).isEqualTo(2);
    assertThat(found.getFirst().toString()).doesNotContain("pageId");
  }

  @Test
  void whatIsNoCommitIsRefusedAndOneWithoutRunsHasNone() {
    String sha = "f".repeat(40);

    assertThat(
            api.get("/commits/bitbucket-cloud/acme/none/" + sha + "/checks").body().path("items"))
        .isEmpty();
    assertThat(api.get("/commits/github/acme/none/" + sha + "/checks").problem())
        .isEqualTo("400 FIELD_INVALID provider");
    assertThat(api.get("/commits/bitbucket-cloud/acme/none/abc1234/checks").problem())
        .isEqualTo("400 FIELD_INVALID sha");
    assertThat(api.get("/commits/bitbucket-cloud/a%2Fb/none/" + sha + "/checks").problem())
        .isEqualTo("400 FIELD_INVALID namespace");
    assertThat(
            api.get("/commits/bitbucket-cloud/acme/none/" + sha + "/checks?cursor=YWJj").problem())
        .isEqualTo("400 CURSOR_INVALID cursor");
  }

  @Test
  void aPageIsSweptOnlyWhenNothingOfItHasChangedForLong() {
    String old = stored(2, "FAILED");
    String alive = stored(2, "FAILED");
    String running = stored(2, "INPROGRESS");
    change(
        "UPDATE commit_checks SET at = now() - interval '41 days', changed_at = now() - interval '41 days' WHERE page_id IN ('%s', '%s', '%s')"
            .formatted(old, alive, running));
    change(
        "UPDATE commit_checks SET changed_at = now() WHERE page_id = '%s' AND target_slug = 'slug-00001'"
            .formatted(alive));

    RunningIngress.instance().beans(Retention.class).forEach(Retention::sweep);

    assertThat(count(old)).isEqualTo("0");
    assertThat(count(alive)).isEqualTo("2");
    assertThat(count(running)).isEqualTo("2");
  }

  /** Tracked runs of a repository that is named like the page. */
  static String stored(int runs, String state) {
    String page = Telling.id();
    change(
        """
        INSERT INTO commit_checks (check_key, at, page_id, account_id, integration_id, provider,
          namespace, repository, repository_key, commit_sha, ref_name, target_id, target_slug,
          target_kind, run_type, check_group, run_id, run_state, state, text, url, added, changed,
          deleted, revision, changed_at)
        SELECT '%1$s/' || n, now(), '%1$s', 'acme', 'an-integration', 'BITBUCKET_CLOUD',
          'acme', '%1$s', 'acme/bitbucket-cloud/acme/%1$s', '%2$s', 'main', 'target-' || n,
          'slug-' || lpad(n::text, 5, '0'), 'STACK', 'TRACKED', 'TRACKED', 'a.run', 'FINISHED', '%3$s',
          'one line', 'https://runs.example/' || n, 2, 0, 2, 1, now()
        FROM generate_series(1, %4$d) AS n ORDER BY n
        """
            .formatted(page, ToldCheck.SHA, state, runs));
    return page;
  }

  private static void tell(CommitCheck check) {
    Telling.tell(Topics.COMMIT_CHECKS, ToldCheck.key(check), check);
  }

  private static void change(String sql) {
    Rows.change(RunningIngress.instance().database(), sql);
  }

  private static String count(String page) {
    return Rows.one(
        RunningIngress.instance().database(),
        "SELECT count(*) FROM commit_checks WHERE page_id = '" + page + "'");
  }

  private HttpResponse<String> look(String address, @Nullable String tag) {
    return get(RunningIngress.instance().apiUrl() + "/checks/" + address, tag);
  }

  private HttpResponse<String> get(String url, @Nullable String tag) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (tag != null) {
      request.header("If-None-Match", tag);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
