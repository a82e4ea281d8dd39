package dev.uplink.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.local.explain.Explain;
import dev.uplink.schemas.avro.RunDelta;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Why something happened, or nothing did, as {@code deploy/local/explain} tells it. */
@ExtendWith(RunningUplink.class)
class StoriesE2E {

  @Test
  void aPushAnIgnoredTagAndARejectionAreExplained(World world) {
    Repository repository = Repository.onCloud();
    String name = World.unique("cloud");
    Integration integration = Integration.cloud(world, name, "AGGREGATED");
    Target stack = integration.stack(World.unique("network"), repository);

    aPushIsToldUntilBitbucketShowsIt(world, integration, repository, stack);
    aTagThatIsNotTrackedSaysSo(world, integration, repository, stack);
    integration.delete();
    Integration another = Integration.cloud(world, name, "AGGREGATED");
    // Until the processor has heard of the detachment the stack is another integration's.
    another.awaitKnown(stack, repository);
    aDetachedStackIsSaidToBeSo(world, another, repository, stack);
    assertThat(explained(world, "no-such-delivery").code()).isEqualTo(1);
  }

  private static void aPushIsToldUntilBitbucketShowsIt(
      World world, Integration integration, Repository repository, Target stack) {
    String commit = World.newCommit();
    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();
    String run = WebhookToStatusE2E.commandOf(world, delivery).getRunId();
    try (Scheduler scheduler = world.scheduler()) {
      scheduler.report(run, "PLANNING", 1);
      scheduler.finished(run, 2, new RunDelta(1L, 0L, 0L));
    }

    told(
        world,
        commit.substring(0, 10),
        story ->
            story
                .contains("after 2 updates")
                .contains("Bitbucket shows SUCCESSFUL under spacelift/tracked")
                .containsSubsequence(
                    "Delivery "
                        + delivery
                        + " of acme/"
                        + repository.name()
                        + ": repo:push, DECIDED",
                    "RECEIVED            repo:push came with",
                    "signed with the integration's current webhook secret",
                    "RESOLVED            It is for integration ",
                    "in Space root",
                    "TARGET_STARTED      Stack " + stack.slug() + " starts: TRACKED run " + run,
                    "RUN_UPDATED         Run " + run + " of " + stack.slug() + " is FINISHED",
                    "STATUS_SHOWN"));
  }

  private static void aTagThatIsNotTrackedSaysSo(
      World world, Integration integration, Repository repository, Target stack) {
    String delivery = Webhook.tagPush(integration, repository, World.unique("v")).accepted();

    told(
        world,
        delivery,
        story -> story.contains("TARGET_IGNORED      Stack " + stack.slug(), "a tag was pushed"));
  }

  private static void aDetachedStackIsSaidToBeSo(
      World world, Integration integration, Repository repository, Target stack) {
    String commit = World.newCommit();
    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();

    told(
        world,
        delivery,
        story ->
            story.contains(
                "TARGET_REJECTED     Stack " + stack.slug() + " is refused a run",
                "its integration was deleted"));
  }

  /** In the end: what a story consists of comes from several topics, in any order. */
  private static void told(World world, String word, Consumer<AbstractStringAssert<?>> asExpected) {
    await("the story of " + word)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> asExpected.accept(assertThat(explained(world, word).text())));
  }

  private record Explained(int code, String text) {}

  private static Explained explained(World world, String word) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Explain.run(
            new String[] {word},
            Map.of(
                "UPLINK_API_PORT",
                String.valueOf(world.uplink().endpoints().api().getPort()),
                "UPLINK_ADMIN_TOKEN",
                world.uplink().adminToken()),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Explained(code, out.toString(UTF_8) + err.toString(UTF_8));
  }
}
