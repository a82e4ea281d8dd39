package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.uplink.ingress.controlplane.Api.Answer;
import org.junit.jupiter.api.Test;

class TargetsIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void aStackIsCreatedWithItsSourceInBitbucketsOwnCase() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();

    Answer stack = samples.stack(integration, "root");

    assertThat(stack.status()).isEqualTo(201);
    assertThat(stack.text("namespace")).isEqualTo("Acme");
    assertThat(stack.text("projectRoot")).isEmpty();
    assertThat(stack.body().get("vcsDetached").booleanValue()).isFalse();
    assertThat(stack.body().get("detachedFromIntegrationId").isNull()).isTrue();
    assertThat(stack.body().path("warnings")).isEmpty();
    assertThat(api.get("/stacks/" + stack.id()).body())
        .isEqualTo(stack.body().<ObjectNode>deepCopy().without("warnings"));
    assertThat(api.get("/modules/" + stack.id()).problem()).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void slugsAreTakenPerKind() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String body = "{'name': '%s', %s}".formatted(Api.unique("Net"), Samples.source(integration));
    samples.created(api.post("/stacks", body));

    assertThat(api.post("/stacks", body).problem()).isEqualTo("409 SLUG_TAKEN name");
    assertThat(api.post("/modules", body).status()).isEqualTo(201);
  }

  @Test
  void anIntegrationOutOfReachIsRefused() {
    String sibling = samples.space("root", true);
    String integration = samples.cloudIntegration(Api.unique("Int"), sibling).id();

    assertThat(samples.stack(integration, "root").problem())
        .isEqualTo("422 INTEGRATION_UNREACHABLE integrationId");
    assertThat(samples.stack("nowhere", "root").problem())
        .isEqualTo("422 INTEGRATION_UNKNOWN integrationId");
  }

  @Test
  void namingNoIntegrationNeedsADefault() {
    String body =
        "{'name': 'x', 'provider': 'BITBUCKET_CLOUD', 'namespace': 'a', 'repository': 'r',"
            + " 'branch': 'main'}";

    assertThat(api.post("/stacks", body).problem())
        .isEqualTo("422 NO_DEFAULT_INTEGRATION integrationId");
  }

  @Test
  void anIntegrationOfTheOtherProductIsRefused() {
    String host = "'apiHost': 'https://bitbucket.example'";
    String other = api.post("/integrations", Samples.dataCenter(Api.unique("Int"), host)).id();

    assertThat(samples.stack(other, "root").problem())
        .isEqualTo("422 PROVIDER_MISMATCH integrationId");
  }

  @Test
  void deletingAnIntegrationDetachesItsStacksAndModules() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String stack = samples.created(samples.stack(integration, "root"));
    String module = samples.created(module(integration));

    Answer deleted = api.delete("/integrations/" + integration);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.body().at("/detached/stacks/0").asText()).isEqualTo(stack);
    assertThat(deleted.body().at("/detached/modules/0").asText()).isEqualTo(module);
    Answer detached = api.get("/stacks/" + stack);
    assertThat(detached.body().get("vcsDetached").booleanValue()).isTrue();
    assertThat(detached.body().get("integrationId").isNull()).isTrue();
    assertThat(detached.text("detachedFromIntegrationId")).isEqualTo(integration);
  }

  @Test
  void aNewIntegrationOfTheSameNameLeavesTheStackDetachedUntilItsSourceIsSet() {
    String name = Api.unique("Int");
    Answer first = samples.cloudIntegration(name, "root");
    String stack = samples.created(samples.stack(first.id(), "root"));
    api.delete("/integrations/" + first.id());

    Answer second = samples.cloudIntegration(name, "root");

    assertThat(second.text("webhookEndpoint")).isEqualTo(first.text("webhookEndpoint"));
    assertThat(second.text("webhookSecret")).isNotEqualTo(first.text("webhookSecret"));
    assertThat(api.get("/stacks/" + stack).body().get("vcsDetached").booleanValue()).isTrue();
    Answer attached =
        api.put("/stacks/" + stack + "/source", "{" + Samples.source(second.id()) + "}");
    assertThat(attached.body().get("vcsDetached").booleanValue()).isFalse();
    assertThat(attached.text("integrationId")).isEqualTo(second.id());
  }

  @Test
  void deletingTheDefaultDetachesThoseThatNamedNone() {
    Answer byDefault = api.post("/integrations", Samples.cloud("Default", "'isDefault': true"));
    String source = Samples.source("x").replace("'integrationId': 'x',", "");
    String stack =
        api.post("/stacks", "{'name': '%s', %s}".formatted(Api.unique("S"), source)).id();
    Answer usage = api.get("/integrations/" + byDefault.id() + "/usage");

    Answer deleted = api.delete("/integrations/" + byDefault.id());
    String another = api.post("/integrations", Samples.cloud("Default", "'isDefault': true")).id();

    assertThat(usage.body().at("/stacks/0/implicit").booleanValue()).isTrue();
    assertThat(deleted.body().at("/detached/stacks/0").asText()).isEqualTo(stack);
    assertThat(api.get("/stacks/" + stack).body().get("vcsDetached").booleanValue()).isTrue();
    api.delete("/integrations/" + another);
  }

  @Test
  void settingASourceChangesNothingElse() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    Answer before = samples.stack(integration, "root");
    String source = "{" + Samples.source(integration).replace("'main'", "'trunk'") + "}";

    Answer after = api.put("/stacks/" + before.id() + "/source", source);

    assertThat(after.text("branch")).isEqualTo("trunk");
    assertThat(after.text("slug")).isEqualTo(before.text("slug"));
    assertThat(after.body().get("labels")).isEqualTo(before.body().get("labels"));
  }

  @Test
  void aRenamedStackKeepsItsSlug() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    Answer before = samples.stack(integration, "root");

    Answer after = api.patch("/stacks/" + before.id(), "{'name': 'Other', 'isDisabled': true}");

    assertThat(after.text("name")).isEqualTo("Other");
    assertThat(after.text("slug")).isEqualTo(before.text("slug"));
    assertThat(after.body().get("isDisabled").booleanValue()).isTrue();
  }

  @Test
  void forksTagsAndDeploymentsByCommentStartNothingUntilSomebodySaysSo() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    Answer stack = samples.stack(integration, "root");
    String path = "/stacks/" + stack.id();
    assertThat(settings(stack)).isEqualTo("false null [\"PROPOSE\"]");

    String all = "'allowFork': true, 'trackTags': 'v*', 'commentCommands': ['DEPLOY', 'DEPLOY']";
    assertThat(settings(api.patch(path, "{" + all + "}"))).isEqualTo("true \"v*\" [\"DEPLOY\"]");
    assertThat(settings(api.patch(path, "{}"))).isEqualTo("true \"v*\" [\"DEPLOY\"]");
    String none = "{'allowFork': null, 'trackTags': null, 'commentCommands': []}";
    assertThat(settings(api.patch(path, none))).isEqualTo("true null []");
    assertThat(settings(api.get(path))).isEqualTo("true null []");

    String module =
        "{'name': '%s', %s, %s}".formatted(Api.unique("M"), Samples.source(integration), all);
    assertThat(settings(api.post("/modules", module))).isEqualTo("true \"v*\" [\"DEPLOY\"]");
  }

  private static String settings(Answer target) {
    return "%s %s %s"
        .formatted(
            target.body().get("allowFork"),
            target.body().get("trackTags"),
            target.body().get("commentCommands"));
  }

  @Test
  void whatIsNoGlobIsRefusedWhereverGlobsAreSet() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String path = "/stacks/" + samples.stack(integration, "root").id();
    String globs =
        "{%s, 'additionalProjectGlobs': ['a/**', '[']}".formatted(Samples.source(integration));

    assertThat(api.put(path + "/source", globs).problem())
        .isEqualTo("400 GLOB_INVALID additionalProjectGlobs[1]");
    assertThat(api.post("/stacks", globs.replace("{'p", "{'name': 'x', 'p")).problem())
        .isEqualTo("400 GLOB_INVALID additionalProjectGlobs[1]");
    assertThat(api.patch(path, "{'trackTags': '{v'}").problem())
        .isEqualTo("400 GLOB_INVALID trackTags");
    assertThat(api.patch(path, "{'trackTags': ''}").problem())
        .isEqualTo("400 FIELD_INVALID trackTags");
    assertThat(api.patch(path, "{'commentCommands': ['UNKNOWN']}").problem())
        .isEqualTo("400 FIELD_INVALID commentCommands");
  }

  @Test
  void aDeletedStackIsGone() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String stack = samples.created(samples.stack(integration, "root"));

    assertThat(api.delete("/stacks/" + stack).status()).isEqualTo(204);
    assertThat(api.delete("/stacks/" + stack).problem()).isEqualTo("404 NOT_FOUND");
  }

  private Answer module(String integration) {
    String body = "{'name': '%s', %s}".formatted(Api.unique("Module"), Samples.source(integration));
    return api.post("/modules", body);
  }
}
