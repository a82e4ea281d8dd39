package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.Api.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two admins need not overwrite each other unseen. */
class RevisionsIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void whatOneHasNotSeenOneDoesNotOverwrite() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    Map<String, String> edits =
        Map.of(
            "/spaces/" + samples.space("root", false), "{'name': 'x'}",
            "/integrations/" + integration, "{'description': 'x'}",
            "/stacks/" + samples.created(samples.stack(integration, "root")), "{'name': 'x'}");

    edits.forEach(
        (path, edit) -> {
          String seen = api.get(path).header("ETag");
          assertThat(seen).isEqualTo("\"1\"");

          Answer edited = edit("PATCH", path, edit, seen);
          assertThat(edited.status()).isEqualTo(200);
          assertThat(edited.header("ETag")).isEqualTo("\"2\"");
          assertThat(edit("PATCH", path, edit, seen).problem()).isEqualTo("412 REVISION_STALE");
          assertThat(edit("PATCH", path, edit, "*").status()).isEqualTo(200);
          assertThat(api.patch(path, edit).header("ETag")).isEqualTo("\"4\"");
        });
  }

  @Test
  void aSourceIsSetOnlyWhereItWasSeen() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String path = "/stacks/" + samples.created(samples.stack(integration, "root")) + "/source";
    String source = "{" + Samples.source(integration) + "}";

    assertThat(edit("PUT", path, source, "\"2\"").problem()).isEqualTo("412 REVISION_STALE");
    assertThat(edit("PUT", path, source, "\"1\"").status()).isEqualTo(200);
  }

  @Test
  void ofManyWhoSawTheSameExactlyOneChangesIt() {
    String path = "/spaces/" + samples.space("root", false);

    List<String> answers =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> edit("PATCH", path, "{'name': 'x'}", "\"1\""))
            .map(answer -> answer.status() == 200 ? "200" : answer.problem())
            .toList();

    assertThat(answers).filteredOn("200"::equals).hasSize(1);
    assertThat(answers).filteredOn("412 REVISION_STALE"::equals).hasSize(7);
  }

  @Test
  void whatIsNoTagIsRefused() {
    String path = "/spaces/" + samples.space("root", false);

    for (String tag : List.of("1", "W/\"1\"", "\"\"", "\"1\", \"2\"", "\"x\"")) {
      assertThat(edit("PATCH", path, "{}", tag).problem())
          .as(tag)
          .isEqualTo("400 FIELD_INVALID If-Match");
    }
  }

  private Answer edit(String method, String path, String body, String ifMatch) {
    return api.send(api.request(method, path, body).header("If-Match", ifMatch));
  }
}
