package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.Api.Answer;
import org.junit.jupiter.api.Test;

class SpacesIT {
  private final Api api = new Api();

  @Test
  void aSpaceIsCreatedBelowRootAndInheritsNothingUnlessTold() {
    Answer created = api.post("/spaces", "{'name': 'Payments', 'labels': ['a', 'a', 'b']}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("parentSpaceId")).isEqualTo("root");
    assertThat(created.body().get("inheritEntities").booleanValue()).isFalse();
    assertThat(created.body().get("labels")).hasSize(2);
    assertThat(api.get("/spaces/" + created.id()).body()).isEqualTo(created.body());
  }
}
