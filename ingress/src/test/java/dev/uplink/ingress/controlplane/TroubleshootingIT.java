package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.bitbucket.KafkaBitbucketQuestions;
import dev.uplink.ingress.fixture.Broker;
import dev.uplink.ingress.fixture.FakeNotifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of Bitbucket, with a notifier that answers over Kafka. */
class TroubleshootingIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);
  private String integration;

  @BeforeEach
  void untilAnswersAreHeard() {
    await().until(RunningIngress.instance().bean(KafkaBitbucketQuestions.class)::isListening);
    integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    // The first answer takes longest, and who was late once is not waited for by source checks.
    String anything = "/integrations/" + integration + "/repositories?q=net";
    await().until(() -> api.get(anything).status() == 200);
  }

  @Test
  void aTestLooksAtTheRepositoriesThatAreInUse() {
    samples.created(samples.stack(integration, "root"));

    Answer report = api.post("/integrations/" + integration + "/test", "");

    assertThat(report.status()).isEqualTo(200);
    assertThat(report.text("verdict")).isEqualTo("WARNED");
    assertThat(report.body().at("/checks/0/detail").asText()).isEqualTo("on [Acme]");
    assertThat(report.body().at("/checks/1/detail").asText()).isEqualTo("of [Acme/Net]");
    assertThat(report.body().at("/checks/1/subject").asText()).isEqualTo("Acme/Net");
    assertThat(report.body().at("/checks/1/fault").asText()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aTestSaysHowManyOfTheRepositoriesInUseItLooksAt() {
    String stack = samples.created(samples.stack(integration, "root"));
    assertThat(api.post("/integrations/" + integration + "/test", "").body().path("checks"))
        .hasSize(2);
    copyToRepositoriesOfTheirOwn(stack, 100);

    Answer report = api.post("/integrations/" + integration + "/test", "");

    assertThat(report.body().at("/checks/2/name").asText()).isEqualTo("REPOSITORIES_IN_USE");
    assertThat(report.body().at("/checks/2/verdict").asText()).isEqualTo("WARNED");
    assertThat(report.body().at("/checks/2/detail").asText())
        .isEqualTo("a test looks at the first 100 of the 101 repositories in use only");
  }

  private static void copyToRepositoriesOfTheirOwn(String stack, int count) {
    Rows.change(
        RunningIngress.instance().database(),
        """
        INSERT INTO targets (id, account_id, kind, slug, name, space_id, source_provider,
          source_integration_id, source_namespace, source_repository, source_branch,
          source_project_root, source_additional_project_globs, options_labels,
          options_autodeploy, options_is_disabled, repository_key, revision, updated_at)
        SELECT id || n, account_id, kind, slug || '-' || n, name, space_id, source_provider,
          source_integration_id, source_namespace, source_repository || n, source_branch,
          source_project_root, source_additional_project_globs, options_labels,
          options_autodeploy, options_is_disabled, repository_key || n, revision, updated_at
        FROM targets, generate_series(1, %d) n WHERE id = '%s'\
        """
            .formatted(count, stack));
  }

  @Test
  void aTestOfAnIntegrationThatNobodyUsesIsToldItsWorkspace() {
    Answer report = api.post("/integrations/" + integration + "/test", "{'workspace': 'acme-two'}");

    assertThat(report.body().at("/checks/0/detail").asText()).isEqualTo("on [acme-two]");
    assertThat(api.post("/integrations/" + integration + "/test", "{'x': 1}").problem())
        .isEqualTo("400 FIELD_UNKNOWN x");
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsPending() {
    Answer report = api.post("/integrations/" + integration + "/test", "{'workspace': 'silent'}");

    assertThat(report.problem()).isEqualTo("504 PROBE_PENDING");
    assertThat(report.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void repositoriesAndBranchesAreListed() {
    Answer repositories = api.get("/integrations/" + integration + "/repositories?q=net");
    Answer branches =
        api.get("/integrations/" + integration + "/branches?repository=acme/net&q=feature/x");

    assertThat(repositories.body().at("/items/0/namespace").asText()).isEqualTo("Acme");
    assertThat(repositories.body().at("/items/0/repository").asText()).isEqualTo("Net");
    assertThat(repositories.body().path("isComplete").asBoolean()).isTrue();
    assertThat(branches.body().at("/items/0/name").asText()).isEqualTo("feature/x");
  }

  @Test
  void whatCannotBeListedIsRefusedWithTheReason() {
    String branches = "/integrations/" + integration + "/branches";

    assertThat(api.get(branches + "?repository=acme/hidden").problem())
        .isEqualTo("422 REPOSITORY_NOT_VISIBLE");
    assertThat(api.get(branches).problem()).isEqualTo("400 FIELD_MISSING repository");
    assertThat(api.get(branches + "?repository=net").problem())
        .isEqualTo("400 FIELD_INVALID repository");
    assertThat(api.get(branches + "?repository=a/b&limit=101").problem())
        .isEqualTo("400 FIELD_INVALID limit");
  }

  @Test
  void aBranchThatIsNotThereIsRefusedAndNothingIsStored() {
    String body = "{'name': '%s', %s}".formatted(Api.unique("S"), source("Net", "missing"));

    Answer refused = api.post("/stacks", body);

    assertThat(refused.problem()).isEqualTo("422 BRANCH_UNKNOWN branch");
    assertThat(api.post("/stacks", body.replace("missing", "main")).status()).isEqualTo(201);
  }

  @Test
  void aSourceIsCheckedAsAnewTargetIs() {
    String stack = samples.created(samples.stack(integration, "root"));
    String path = "/stacks/" + stack + "/source";

    assertThat(api.put(path, "{" + source("Net", "missing") + "}").problem())
        .isEqualTo("422 BRANCH_UNKNOWN branch");
    Answer attached = api.put(path, "{" + source("Net", "trunk") + "}");
    assertThat(attached.body().path("warnings")).isEmpty();
    assertThat(api.get("/stacks/" + stack).text("branch")).isEqualTo("trunk");
  }

  @Test
  void whatCannotBeCheckedIsAWarning() {
    Answer silent = create(source("silent", "main"));
    Answer hidden = create(source("hidden", "main"));

    assertThat(silent.body().at("/warnings/0").asText()).isEqualTo("BRANCH_NOT_CHECKED");
    // Nobody waits for a notifier twice that has just not answered.
    assertThat(hidden.body().at("/warnings/0").asText()).isEqualTo("BRANCH_NOT_CHECKED");
    integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    assertThat(create(source("hidden", "main")).body().at("/warnings/0").asText())
        .isEqualTo("REPOSITORY_NOT_VISIBLE");
  }

  @Test
  void anAttemptThatComesAgainIsNotCheckedAgain() {
    String body = "{'name': '%s', %s}".formatted(Api.unique("S"), source("silent", "main"));

    Answer first = withKey(body);
    Answer again = withKey(body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void theDetailsShowTheHealthThatTheNotifierTells() {
    String details = "/integrations/" + integration + "/details";
    assertThat(api.get(details).body().at("/health/state").asText()).isEqualTo("UNKNOWN");

    FakeNotifier.tellUnhealthy(
        integration, "refused", Broker.bootstrapServers(), RunningIngress.instance().serdes());

    await().until(() -> api.get(details).body().at("/health/state").asText().equals("UNHEALTHY"));
    assertThat(api.get(details).body().at("/health/lastError").asText()).isEqualTo("refused");
    assertThat(api.get(details).body().at("/health/lastErrorAt").asText())
        .isEqualTo("2026-03-01T10:00:00Z");
    JsonNode health = api.get(details).body().path("health");
    assertThat(health.path("waiting").asInt()).isEqualTo(3);
    assertThat(health.path("waitingSince").asText()).isEqualTo("2026-03-01T09:59:00Z");
    assertThat(health.path("waitingReason").asText()).isEqualTo("of two");
    assertThat(health.path("budgetLimit").asInt()).isEqualTo(1000);
    assertThat(health.path("budgetRemaining").asInt()).isEqualTo(500);
    assertThat(health.path("hints")).hasSize(2);
    assertThat(health.at("/hints/0/code").asText()).isEqualTo("COMMIT_LINKS_MISSING");
    assertThat(health.at("/hints/0/subject").asText()).isEqualTo("acme");
    assertThat(health.at("/hints/0/detail").asText()).contains("a commit of acme/infrastructure");
    assertThat(health.at("/hints/1/code").asText()).isEqualTo("SCOPE_MISSING");
    assertThat(health.at("/hints/1/detail").asText()).contains("they may not read pull requests");
  }

  private Answer create(String source) {
    return api.post("/stacks", "{'name': '%s', %s}".formatted(Api.unique("S"), source));
  }

  private Answer withKey(String body) {
    return api.send(
        api.request("POST", "/stacks", body).setHeader("Idempotency-Key", "key-" + integration));
  }

  private String source(String repository, String branch) {
    return Samples.source(integration)
        .replace("'Net'", "'" + repository + "'")
        .replace("'main'", "'" + branch + "'");
  }
}
