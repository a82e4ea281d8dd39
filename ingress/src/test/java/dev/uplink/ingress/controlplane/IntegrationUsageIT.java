package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntegrationUsageIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  private String theDefault = "";

  @BeforeEach
  void makeADefault() {
    theDefault =
        samples.created(
            api.post("/integrations", Samples.cloud(Api.unique("Def"), "'isDefault': true")));
  }

  @AfterEach
  void leaveNoDefault() {
    api.delete("/integrations/" + theDefault);
  }

  @Test
  void thePagesOfADefaultsUsersAreThoseThatNameItAndThoseThatNameNoneInTheOrderOfTheirIds() {
    List<String> made =
        List.of(
            implicit("stacks"),
            samples.created(samples.stack(theDefault, "root")),
            implicit("modules"),
            implicit("stacks"));

    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = api.get(usage() + "?limit=1" + cursor);
      assertThat(page.body().get("stackCount").asInt()).isEqualTo(3);
      assertThat(page.body().get("moduleCount").asInt()).isEqualTo(1);
      found.addAll(page.body().findValuesAsText("id"));
      cursor = page.body().get("nextCursor").isNull() ? "" : "&cursor=" + page.text("nextCursor");
    } while (!cursor.isEmpty());

    assertThat(found).isEqualTo(made);
  }

  @Test
  void aPageBeginsBehindTheLastOneThoughItsUserIsGone() {
    String first = implicit("stacks");
    String second = implicit("modules");
    Answer page = api.get(usage() + "?limit=1");
    api.delete("/stacks/" + first);

    Answer next = api.get(usage() + "?limit=1&cursor=" + page.text("nextCursor"));

    assertThat(next.body().at("/modules/0/id").asText()).isEqualTo(second);
    assertThat(next.body().at("/modules/0/implicit").asBoolean()).isTrue();
    assertThat(next.body().get("stacks")).isEmpty();
    assertThat(next.body().get("nextCursor").isNull()).isTrue();
  }

  @Test
  void whatIsNotTheCursorOfAPageIsRefused() {
    assertThat(api.get(usage() + "?cursor=%21").problem()).isEqualTo("400 CURSOR_INVALID cursor");
    assertThat(api.get(usage() + "?limit=201").problem()).isEqualTo("400 FIELD_INVALID limit");
  }

  private String usage() {
    return "/integrations/" + theDefault + "/usage";
  }

  private String implicit(String kind) {
    String source = Samples.source("x").replace("'integrationId': 'x',", "");
    return samples.created(
        api.post("/" + kind, "{'name': '%s', %s}".formatted(Api.unique("User"), source)));
  }
}
