package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What a story says of stacks and integrations that are not the reader's, or not the delivery's.
 */
class StoryVisibilityIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);
  private final Telling telling = new Telling(api);
  private final Answer integration = samples.cloudIntegration(Api.unique("Int"), "root");

  @Test
  void theStacksOfAnotherIntegrationAreSaidToHearOfItByThatOnesWebhook() {
    String repository = Api.unique("repo").replace(" ", "-");
    Answer other = samples.cloudIntegration(Api.unique("Int"), "root");
    stack(repository, other, "root");

    ToldSteps told = new ToldSteps(telling.shown(nobodys(integration.id(), repository), "DECIDED"));

    assertThat(told.text("ATTACHED_ELSEWHERE"))
        .startsWith(
            "1 stack or module has this repository now through integration " + other.text("slug"));
    assertThat(told.step("ATTACHED_ELSEWHERE").path("count").asInt()).isEqualTo(1);
  }

  @Test
  void anIntegrationThatTheCallerMayNotSeeIsNotNamed() {
    String repository = Api.unique("repo").replace(" ", "-");
    String above = samples.space("root", false);
    String space = samples.space(above, true);
    Answer other = samples.cloudIntegration(Api.unique("Int"), above);
    stack(repository, other, space);
    Api admin = samples.caller(Samples.role("ADMIN", space));
    String id =
        nobodys(samples.created(samples.cloudIntegration(Api.unique("Int"), space)), repository);
    telling.shown(id, "DECIDED");

    ToldSteps seen = withoutInheritance(space, () -> seenBy(admin, id));

    assertThat(seenBy(api, id).text("ATTACHED_ELSEWHERE")).contains(other.text("slug"));
    assertThat(seen.text("ATTACHED_ELSEWHERE"))
        .contains("through an integration that you may not see, by whose webhook")
        .doesNotContain(other.text("slug"));
  }

  private static ToldSteps seenBy(Api caller, String id) {
    return new ToldSteps(caller.get("/deliveries/" + id).body());
  }

  /** The API would not take a stack's integration away from it like this; what comes after must. */
  private static <T> T withoutInheritance(String space, Supplier<T> question) {
    inherits(space, false);
    try {
      return question.get();
    } finally {
      inherits(space, true);
    }
  }

  private static void inherits(String space, boolean inherits) {
    Rows.change(
        RunningIngress.instance().database(),
        "UPDATE spaces SET inherit_entities = %s WHERE id = '%s'".formatted(inherits, space));
  }

  private void stack(String repository, Answer integration, String spaceId) {
    samples.created(
        api.post(
            "/stacks",
            "{'name': '%s', 'spaceId': '%s', %s}"
                .formatted(
                    Api.unique("Stack"),
                    spaceId,
                    Samples.source(integration.id()).replace("'Net'", "'" + repository + "'"))));
  }

  /** A delivery of which the integration has no stack. */
  private static String nobodys(String integrationId, String repository) {
    String id = Telling.id();
    Telling.tell(
        Topics.DECISIONS,
        Told.key(repository),
        Decision.newBuilder(Told.decision(id, integrationId))
            .setRepository(repository)
            .setIgnoredReason(IgnoredReason.NO_TARGETS)
            .build());
    return id;
  }

  @Test
  void stepsAboutTargetsThatTheCallerMayNotSeeAreCountedOnly() {
    String space = samples.space("root", false);
    String beside = samples.space("root", false);
    Api admin = samples.caller(Samples.role("ADMIN", space));
    String local = samples.created(samples.cloudIntegration(Api.unique("Int"), space));
    String elsewhere =
        samples.created(
            samples.stack(
                samples.created(samples.cloudIntegration(Api.unique("Int"), beside)), beside));
    String id = Telling.id();
    Telling.tell(
        Topics.DECISIONS,
        Decision.newBuilder(Told.decision(id, local, OutcomeType.STARTED))
            .setOutcomes(
                List.of(
                    Told.outcome(OutcomeType.IGNORED, elsewhere),
                    Told.outcome(OutcomeType.IGNORED, "one that is gone")))
            .build());
    telling.shown(id, "DECIDED");

    ToldSteps all = seenBy(api, id);
    ToldSteps seen = seenBy(admin, id);

    assertThat(all.kinds()).doesNotContain("HIDDEN");
    assertThat(seen.delivery().path("story").findValuesAsText("targetId"))
        .doesNotContain(elsewhere);
    assertThat(seen.kinds()).containsOnlyOnce("TARGET_IGNORED");
    assertThat(all.delivery().at("/decision/outcomes").findValuesAsText("targetId"))
        .contains(elsewhere);
    assertThat(seen.delivery().at("/decision/outcomes").findValuesAsText("targetId"))
        .containsExactly("one that is gone");
    assertThat(seen.step("HIDDEN").path("count").asInt()).isEqualTo(1);
  }
}
