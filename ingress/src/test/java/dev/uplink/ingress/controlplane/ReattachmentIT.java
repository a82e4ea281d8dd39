package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.controlplane.Api.Answer;
import org.junit.jupiter.api.Test;

class ReattachmentIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void allThatWasDetachedIsAttachedAtOnce() {
    String gone = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String first = samples.created(samples.stack(gone, "root"));
    String second = samples.created(samples.stack(gone, "root"));
    String other = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String untouched = samples.created(samples.stack(other, "root"));
    api.delete("/integrations/" + gone);
    String next = samples.cloudIntegration(Api.unique("Int"), "root").id();

    Answer answer = reattach(api, next, gone);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("attached").findValuesAsText("id")).containsExactly(first, second);
    assertThat(answer.body().get("refused")).isEmpty();
    assertThat(api.get("/stacks/" + second).body().get("vcsDetached").asBoolean()).isFalse();
    assertThat(api.get("/stacks/" + second).text("integrationId")).isEqualTo(next);
    assertThat(api.get("/stacks/" + untouched).text("integrationId")).isEqualTo(other);
  }

  @Test
  void whatCannotBeAttachedStaysDetachedAndKeepsNoOther() {
    String sealed = samples.space("root", false);
    String gone = samples.cloudIntegration(Api.unique("Int"), sealed).id();
    String reached = samples.created(samples.stack(gone, sealed));
    String below = samples.space(sealed, true);
    String unreached = samples.created(samples.stack(gone, below));
    api.delete("/integrations/" + gone);
    api.patch("/spaces/" + below, "{'inheritEntities': false}");
    String next = samples.cloudIntegration(Api.unique("Int"), sealed).id();

    Answer answer = reattach(api, next, gone);

    assertThat(answer.body().get("attached").findValuesAsText("id")).containsExactly(reached);
    assertThat(answer.body().at("/refused/0/id").asText()).isEqualTo(unreached);
    assertThat(answer.body().at("/refused/0/code").asText()).isEqualTo("INTEGRATION_UNREACHABLE");
    assertThat(api.get("/stacks/" + unreached).body().get("vcsDetached").asBoolean()).isTrue();
  }

  @Test
  void eachIsAttachedByItsOwnSpacesAdminsOnly() {
    String parent = samples.space("root", false);
    String child = samples.space(parent, true);
    String gone = samples.cloudIntegration(Api.unique("Int"), parent).id();
    String above = samples.created(samples.stack(gone, parent));
    String below = samples.created(samples.stack(gone, child));
    api.delete("/integrations/" + gone);
    String next = samples.cloudIntegration(Api.unique("Int"), parent).id();

    Answer answer = reattach(samples.caller(Samples.role("ADMIN", child)), next, gone);

    assertThat(answer.body().get("attached").findValuesAsText("id")).containsExactly(below);
    assertThat(answer.body().at("/refused/0/id").asText()).isEqualTo(above);
    assertThat(answer.body().at("/refused/0/code").asText()).isEqualTo("ROLE_INSUFFICIENT");
    Api stranger = samples.caller(Samples.role("ADMIN", samples.space("root", false)));
    assertThat(reattach(stranger, next, gone).problem()).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void branchesAreLookedAtAsThoseOfNewStacks() {
    String gone = samples.cloudIntegration(Api.unique("Int"), "root").id();
    // Whose first answer takes longest, or is not heard at all.
    await().until(() -> api.get("/integrations/" + gone + "/repositories?q=n").status() == 200);
    // A notifier that did not answer is not asked for the others, which are taken with a warning.
    String silent = samples.created(stack(gone, "silent", "main"));
    String missing = samples.created(stack(gone, "Net", "missing"));
    String found = samples.created(stack(gone, "Net", "main"));
    String last = samples.created(stack(gone, "silent", "main"));
    api.delete("/stacks/" + silent);
    api.delete("/integrations/" + gone);
    String next = samples.cloudIntegration(Api.unique("Int"), "root").id();

    Answer answer = reattach(api, next, gone);

    assertThat(answer.body().at("/refused/0/id").asText()).isEqualTo(missing);
    assertThat(answer.body().at("/refused/0/code").asText()).isEqualTo("BRANCH_UNKNOWN");
    assertThat(api.get("/stacks/" + missing).body().get("vcsDetached").asBoolean()).isTrue();
    assertThat(answer.body().get("attached").findValuesAsText("id")).containsExactly(found, last);
    assertThat(answer.body().at("/attached/0/warnings")).isEmpty();
    assertThat(answer.body().at("/attached/1/warnings/0").asText()).isEqualTo("BRANCH_NOT_CHECKED");
  }

  private Answer stack(String integration, String repository, String branch) {
    String source =
        Samples.source(integration)
            .replace("'Net'", "'" + repository + "'")
            .replace("'main'", "'" + branch + "'");
    return api.post("/stacks", "{'name': '%s', %s}".formatted(Api.unique("Stack"), source));
  }

  @Test
  void anotherProductsIntegrationIsNoPlaceToGo() {
    String gone = samples.cloudIntegration(Api.unique("Int"), "root").id();
    samples.created(samples.stack(gone, "root"));
    api.delete("/integrations/" + gone);
    String host = "'apiHost': 'https://bitbucket.example'";
    String next = api.post("/integrations", Samples.dataCenter(Api.unique("Int"), host)).id();

    assertThat(reattach(api, next, gone).body().at("/refused/0/code").asText())
        .isEqualTo("PROVIDER_MISMATCH");
  }

  private static Answer reattach(Api api, String to, String from) {
    return api.post(
        "/integrations/" + to + "/reattach", "{'detachedFromIntegrationId': '" + from + "'}");
  }
}
