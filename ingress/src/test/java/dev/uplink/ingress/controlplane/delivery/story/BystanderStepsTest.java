package dev.uplink.ingress.controlplane.delivery.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BystanderStepsTest {
  private final SampleFacts push = new SampleFacts().ignored("NO_TARGETS", "so it is");

  @Test
  void whoHasTheRepositoryAndWasNotDecidedOnIsNamed() {
    List<Attached> attached =
        IntStream.range(0, 23)
            .mapToObj(
                n -> new Attached("t" + n, "s" + n, "root", integrationOf(n), "other", "root"))
            .toList();

    assertThat(push.bystanders(attached).told())
        .endsWith(
            "ATTACHED_SINCE 2 stacks and modules have this repository now through this integration,"
                + " but not yet then: s0, s1.",
            "ATTACHED_ELSEWHERE 21 stacks and modules have this repository now through integration"
                + " other, by whose webhook they hear of it: s2, s3, s4, s5, s6, s7, s8, s9, s10,"
                + " s11, s12, s13, s14, s15, s16, s17, s18, s19, s20, s21, ….");
  }

  @Test
  void anIntegrationThatTheCallerMayNotSeeIsNotNamed() {
    Attached unseen = new Attached("t", "s", "root", "another", null, "beside");

    assertThat(push.bystanders(List.of(unseen)).told())
        .endsWith(
            "ATTACHED_ELSEWHERE 1 stack or module has this repository now through an integration"
                + " that you may not see, by whose webhook they hear of it: s.");
  }

  private static String integrationOf(int target) {
    return target < 2 ? "int" : "another";
  }
}
