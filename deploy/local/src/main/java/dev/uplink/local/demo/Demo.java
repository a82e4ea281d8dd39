package dev.uplink.local.demo;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends webhooks and tells what became of each, on the way to the commit status. */
public final class Demo {
  private static final String TRACKED = "spacelift/tracked";
  private static final String PROPOSED = "spacelift/proposed";
  private static final String MODULES = "spacelift/modules";

  private final Doors doors;
  private final Story story;
  private final Bitbucket bitbucket;
  private final TopicView topics;
  private final Stage stage;

  /** A webhook that was accepted, and what was decided. */
  private record Sent(Webhook webhook, Http.Answer answer, Decision decision) {}

  private Demo(Doors doors, Story story, TopicView topics) {
    Http http = new Http();
    this.doors = doors;
    this.story = story;
    this.topics = topics;
    this.bitbucket = new Bitbucket(doors, http);
    this.stage = new Stage(new ControlPlane(doors, http), doors);
  }

  /** Whether everything came as expected, above all every commit status. */
  public static boolean tell(Doors doors, PrintStream out) {
    Story story = new Story(out);
    try (TopicView topics = new TopicView(doors)) {
      new Demo(doors, story, topics).run();
    } catch (DemoFailedException e) {
      story.missed(String.valueOf(e.getMessage()));
    }
    out.println(
        story.asExpected()
            ? "\nEvery expected status stands on Bitbucket."
            : "\nNot everything came as expected: see NOT SO above.");
    return story.asExpected();
  }

  private void run() {
    stageIsKnown();
    String first = pushToTheTrackedBranch();
    pushToAnotherBranch();
    if (topics.decisionsNow(first).size() != 1) {
      story.missed("The redelivery was decided again.");
    }
    wrongSignature();
    dataCenter();
    detachedStack();
  }

  /** Until every target answers to a pushed tag, the processor has not heard of all of them. */
  private void stageIsKnown() {
    sendUntil(
        stage.cloud(),
        () -> Webhook.push(Stage.CLOUD_REPOSITORY, "tag", "v1", Commits.random()),
        all(stage.cloudTargets()));
    sendUntil(
        stage.dataCenter(),
        () -> Webhook.push(Stage.DATA_CENTER_REPOSITORY, "tag", "v1", Commits.random()),
        all(stage.dataCenterTargets()));
  }

  private String pushToTheTrackedBranch() {
    story.chapter("Bitbucket Cloud: a push to the tracked branch of " + Stage.CLOUD_REPOSITORY);
    Sent push = send(pushTo(Stage.CLOUD_REPOSITORY, Stage.TRACKED_BRANCH), stage.cloud());
    tell(push);
    statuses(push, Map.of(TRACKED, "FAILED", PROPOSED, "", MODULES, "SUCCESSFUL"));

    story.chapter("Bitbucket Cloud sends the same delivery again");
    story.answer(bitbucket.send(push.webhook(), stage.cloud()));
    story.tell("decision", "none: the delivery id is the same, so it is the same delivery");
    return push.decision().getDeliveryId();
  }

  private void pushToAnotherBranch() {
    story.chapter("Bitbucket Cloud: a push to another branch");
    Sent push = send(pushTo(Stage.CLOUD_REPOSITORY, "feature/subnets"), stage.cloud());
    tell(push);
    statuses(push, Map.of(TRACKED, "", PROPOSED, "FAILED", MODULES, "SUCCESSFUL"));
  }

  private void wrongSignature() {
    story.chapter("Someone who does not know the secret");
    Webhook push = pushTo(Stage.CLOUD_REPOSITORY, Stage.TRACKED_BRANCH);
    Http.Answer answer =
        bitbucket.send(push, stage.cloud().webhookEndpoint(), "not-the-secret-at-all");
    story.answer(answer);
    if (answer.status() != 401) {
      story.missed("A wrong signature must be answered 401.");
    }
  }

  private void dataCenter() {
    story.chapter("Bitbucket Data Center tests the connection, unsigned");
    Http.Answer ping = bitbucket.ping(stage.dataCenter());
    story.answer(ping);
    if (ping.status() != 200) {
      story.missed("A ping must be answered 200.");
    }

    story.chapter(
        "Bitbucket Data Center: a push to the tracked branch of " + Stage.DATA_CENTER_REPOSITORY);
    Sent push = send(pushToPayments(), stage.dataCenter());
    tell(push);
    statuses(push, Map.of(TRACKED, "SUCCESSFUL", PROPOSED, "", MODULES, ""));
  }

  private void detachedStack() {
    story.chapter("The Data Center integration is deleted, and one of the same name is made");
    stage.replaceDataCenterIntegration();
    tell(
        sendUntil(
            stage.dataCenter(),
            Demo::pushToPayments,
            decision -> only(decision, OutcomeReason.INTEGRATION_DETACHED)));

    story.chapter("The stack is attached to the new integration");
    stage.reattachPayments();
    Sent push =
        sendUntil(stage.dataCenter(), Demo::pushToPayments, decision -> only(decision, null));
    tell(push);
    statuses(push, Map.of(TRACKED, "SUCCESSFUL", PROPOSED, "", MODULES, ""));
  }

  private static Webhook pushToPayments() {
    return pushTo(Stage.DATA_CENTER_REPOSITORY, Stage.TRACKED_BRANCH);
  }

  private static Webhook pushTo(Repository repository, String branch) {
    return Webhook.push(repository, "branch", branch, Commits.random());
  }

  private Sent send(Webhook webhook, Integration integration) {
    Http.Answer answer = bitbucket.send(webhook, integration);
    return new Sent(webhook, answer, topics.decision(accepted(answer)));
  }

  /** A change of the catalogue reaches the processor a moment later than its answer reaches us. */
  private Sent sendUntil(
      Integration integration, Supplier<Webhook> push, Predicate<Decision> expected) {
    return Patience.first(
            () ->
                Optional.of(send(push.get(), integration))
                    .filter(sent -> expected.test(sent.decision())))
        .orElseThrow(
            () -> new DemoFailedException("The processor does not hear of the changes in time."));
  }

  private void tell(Sent sent) {
    story.answer(sent.answer());
    story.decision(sent.decision());
    int started = (int) sent.decision().getOutcomes().stream().filter(Demo::started).count();
    story.commands(topics.commands(sent.decision().getDeliveryId(), started));
  }

  /** An empty state is that of a group without runs. Without a scheduler every run is queued. */
  private void statuses(Sent push, Map<String, String> expected) {
    boolean all = Patience.until(() -> stands(push, wanted(expected)));
    story.statuses(bitbucket.statuses(push.webhook().commit()));
    if (!all) {
      story.missed("expected " + wanted(expected));
    }
  }

  private Map<String, String> wanted(Map<String, String> expected) {
    Map<String, String> wanted = new TreeMap<>(expected);
    wanted.replaceAll(
        (key, state) -> state.isEmpty() ? "SUCCESSFUL" : doors.scheduled() ? state : "INPROGRESS");
    return wanted;
  }

  /** With a scheduler every run ends: a name that still counts some is not the last one. */
  private boolean stands(Sent push, Map<String, String> wanted) {
    Map<String, Bitbucket.Shown> shown = bitbucket.statuses(push.webhook().commit());
    return wanted.entrySet().stream()
        .allMatch(
            entry -> {
              Bitbucket.@Nullable Shown status = shown.get(entry.getKey());
              return status != null
                  && status.state().equals(entry.getValue())
                  && !(doors.scheduled() && status.name().contains("in progress"));
            });
  }

  private static String accepted(Http.Answer answer) {
    if (answer.status() != 202) {
      throw new DemoFailedException("A signed webhook was answered " + answer);
    }
    return answer.body().path("deliveryId").asText();
  }

  private static Predicate<Decision> all(List<String> targets) {
    return decision ->
        decision.getOutcomes().stream()
            .map(DecisionOutcome::getTargetId)
            .toList()
            .containsAll(targets);
  }

  /** One target, and this is why; null for a run that was started. */
  private static boolean only(Decision decision, @Nullable OutcomeReason reason) {
    List<DecisionOutcome> outcomes = decision.getOutcomes();
    return outcomes.size() == 1
        && started(outcomes.getFirst()) == (reason == null)
        && outcomes.getFirst().getReason() == reason;
  }

  private static boolean started(DecisionOutcome outcome) {
    return outcome.getOutcome() == OutcomeType.STARTED;
  }
}
