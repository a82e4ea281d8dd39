package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpacesIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void aSpaceIsCreatedBelowRootAndInheritsNothingUnlessTold() {
    Answer created = api.post("/spaces", "{'name': 'Payments', 'labels': ['a', 'a', 'b']}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("parentSpaceId")).isEqualTo("root");
    assertThat(created.body().get("inheritEntities").booleanValue()).isFalse();
    assertThat(created.body().get("labels")).hasSize(2);
    assertThat(api.get("/spaces/" + created.id()).body()).isEqualTo(created.body());
  }

  @Test
  void everyAccountHasItsRootSpaceWithNothingAboveIt() {
    Answer root = api.get("/spaces/root");

    assertThat(root.status()).isEqualTo(200);
    assertThat(root.body().get("parentSpaceId").isNull()).isTrue();
  }

  @Test
  void aSpaceBelowOneThatDoesNotExistIsRefused() {
    assertThat(api.post("/spaces", "{'name': 'x', 'parentSpaceId': 'nowhere'}").problem())
        .isEqualTo("422 SPACE_UNKNOWN parentSpaceId");
  }

  @Test
  void pagesFollowOneAnotherWithoutRepetition() {
    List<String> created = List.of(samples.space("root", false), samples.space("root", false));
    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = api.get("/spaces?limit=1" + cursor);
      page.body().get("items").forEach(item -> listed.add(item.get("id").asText()));
      JsonNode next = page.body().get("nextCursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asText();
    } while (!cursor.isEmpty());

    assertThat(listed).doesNotHaveDuplicates().containsSubsequence(created);
  }

  @Test
  void cursorsAndLimitsThatAreNotOursAreRefused() {
    assertThat(api.get("/spaces?cursor=%21").problem()).isEqualTo("400 CURSOR_INVALID cursor");
    assertThat(api.get("/spaces?limit=0").problem()).isEqualTo("400 FIELD_INVALID limit");
    assertThat(api.get("/spaces?limit=201").problem()).isEqualTo("400 FIELD_INVALID limit");
  }

  @Test
  void anEditChangesWhatItNamesAndNothingElse() {
    String id = api.post("/spaces", "{'name': 'Old', 'description': 'kept'}").id();

    Answer edited = api.patch("/spaces/" + id, "{'name': 'New'}");

    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.text("name")).isEqualTo("New");
    assertThat(edited.text("description")).isEqualTo("kept");
  }

  @Test
  void aSpaceCannotMoveBelowItself() {
    String above = samples.space("root", true);
    String below = samples.space(above, true);

    assertThat(api.patch("/spaces/" + above, "{'parentSpaceId': '" + below + "'}").problem())
        .isEqualTo("409 SPACE_CYCLE parentSpaceId");
    assertThat(api.patch("/spaces/root", "{'parentSpaceId': '" + below + "'}").problem())
        .isEqualTo("409 SPACE_IS_ROOT parentSpaceId");
  }

  @Test
  void inheritanceStaysOnWhileATargetDependsOnIt() {
    String parent = samples.space("root", false);
    String child = samples.space(parent, true);
    String integration = samples.cloudIntegration(Api.unique("Int"), parent).id();
    String stack = samples.created(samples.stack(integration, child));

    Answer refused = api.patch("/spaces/" + child, "{'inheritEntities': false}");
    assertThat(refused.problem()).isEqualTo("409 REACHABILITY_LOST");
    assertThat(refused.body().at("/targets/0/id").asText()).isEqualTo(stack);
    assertThat(refused.body().at("/targets/0/kind").asText()).isEqualTo("STACK");
    assertThat(refused.body().at("/targets")).hasSize(1);
    assertThat(api.patch("/spaces/" + child, "{'parentSpaceId': 'root'}").problem())
        .isEqualTo("409 REACHABILITY_LOST");
  }

  @Test
  void onlyAnEmptySpaceIsDeletedAndNeverRoot() {
    String parent = samples.space("root", false);
    String child = samples.space(parent, false);

    assertThat(api.delete("/spaces/" + parent).problem()).isEqualTo("409 SPACE_NOT_EMPTY");
    assertThat(api.delete("/spaces/root").problem()).isEqualTo("409 SPACE_IS_ROOT");
    assertThat(api.delete("/spaces/" + child).status()).isEqualTo(204);
    assertThat(api.delete("/spaces/" + parent).status()).isEqualTo(204);
    assertThat(api.get("/spaces/" + parent).problem()).isEqualTo("404 NOT_FOUND");
  }
}
