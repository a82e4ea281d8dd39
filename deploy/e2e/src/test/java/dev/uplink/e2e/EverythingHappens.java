package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.access.RecordingAuthorizer;
import dev.uplink.e2e.access.Request;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.topic.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Each thing that somebody needs a permission for, once, by the way that leads to it in earnest.
 */
final class EverythingHappens {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Kafka Streams clears its internal topics each half minute. */
  private static final Duration CLEARING = Duration.ofSeconds(100);

  /** The stack's, once everything has happened. */
  private static @Nullable String stacksRun;

  private final LocalUplink uplink;
  private final World world;
  private final Repository repository = Repository.onCloud();

  private EverythingHappens(World world) {
    this.uplink = world.uplink();
    this.world = world;
  }

  /** In the one Uplink of all tests, and only once there. Answers a run that came of it. */
  static synchronized String once(World world) throws Exception {
    if (stacksRun == null) {
      stacksRun = new EverythingHappens(world).happen();
    }
    return stacksRun;
  }

  private String happen() throws Exception {
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Target stack = integration.stackOf(World.unique("prod"), repository, "prod");
    integration.module(World.unique("vpc"), repository);
    theProcessorLosesItsDisk();
    String run;
    try (ExampleScheduler _ = ExampleScheduler.start(uplink)) {
      run = aPushBecomesAStatus(integration, stack);
    }
    // Before other decisions: who tells what became of it reads those that are younger.
    whatCannotBeReadBecomesADeadLetter(integration, run);
    aRunIsAskedFor(stack);
    theIntegrationIsTested(integration);
    aPushOfADetachedStackIsRejected();
    assertThat(uplink.ingressCommand("rebuild-catalogue")).isZero();
    reads(
        Principal.SCHEDULER,
        KafkaNames.SCHEDULER_GROUPS + "-of-a-test",
        List.of(Topics.RUN_COMMANDS.name()));
    reads(Principal.DASHBOARD, KafkaNames.DASHBOARD_GROUPS + "-of-a-test", Boards.topics());
    Recovering.asEachTool(uplink, repository);
    return run;
  }

  private void theProcessorLosesItsDisk() throws IOException {
    uplink.kill(PartName.PROCESSOR);
    try (Stream<Path> files = Files.walk(uplink.state(PartName.PROCESSOR))) {
      assertThat(files.sorted(Comparator.reverseOrder()).map(Path::toFile)).allMatch(File::delete);
    }
    uplink.start(PartName.PROCESSOR);
    patiently("what was lost to be read again")
        .until(
            () ->
                wasAllowed(
                    request ->
                        request.user().equals(Principal.PROCESSOR.user())
                            && request.operation() == AclOperation.READ
                            && request.name().endsWith("-changelog")));
  }

  /**
   * With a question to Bitbucket on the way: which files changed. The stack's run and the module's
   * are commanded in partitions of their own, so either may be the first to be seen and to end.
   */
  private String aPushBecomesAStatus(Integration integration, Target stack) {
    String before = World.newCommit();
    String commit = World.newCommit();
    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudMoved(repository, "main", before, commit))
            .accepted();
    Decision decision = world.decisionOf(delivery);
    assertThat(decision.getLookupIds()).hasSize(1);
    String run = runOf(decision, stack);
    awaitEnd(run);
    world
        .sandbox()
        .awaitStatuses(
            commit,
            shown ->
                Stream.of("spacelift/tracked", "spacelift/modules")
                    .allMatch(key -> shown.of(key).name().equals(key + ": 1 succeeded")));
    return run;
  }

  private static String runOf(Decision decision, Target target) {
    return decision.getOutcomes().stream()
        .filter(outcome -> outcome.getTargetId().equals(target.id()))
        .map(DecisionOutcome::getRunId)
        .findFirst()
        .orElseThrow();
  }

  /** A program that has to start first says so, and has its own time for that. */
  private void awaitEnd(String run) {
    try (var updates =
        TopicReader.of(Topics.RUN_UPDATES, uplink.endpoints().kafka(), uplink.serdes())) {
      updates.awaitOne(
          "the example scheduler to end " + run,
          update -> update.getRunId().equals(run) && update.getState().equals("FINISHED"));
    }
  }

  private void aRunIsAskedFor(Target stack) {
    world
        .controlPlane()
        .post(stack.path() + "/runs", Map.of("type", "TRACKED", "commitSha", World.newCommit()))
        .expect(201);
  }

  private void theIntegrationIsTested(Integration integration) {
    patiently("the test to be answered")
        .until(
            () ->
                world
                    .controlPlane()
                    .post("/integrations/" + integration.id() + "/test", Map.of())
                    .status(),
            status -> status == 200);
  }

  private void aPushOfADetachedStackIsRejected() {
    Repository other = Repository.onCloud();
    Integration deleted = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Target stack = deleted.stack(World.unique("network"), other);
    deleted.delete();
    Integration next = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    // Until the processor has heard of the detachment the stack is another integration's.
    next.awaitKnown(stack, other);
    String delivery =
        Webhook.cloudPush(next, Bodies.cloudBranch(other, "main", World.newCommit())).accepted();
    try (var rejections = world.rejections()) {
      rejections.awaitOne("the rejection", r -> r.getDeliveryId().equals(delivery));
    }
  }

  private void whatCannotBeReadBecomesADeadLetter(Integration integration, String run) {
    String delivery = Webhook.cloudPush(integration, "{\"push\": {\"changes\": [").accepted();
    try (Scheduler scheduler = scheduler(uplink)) {
      scheduler.report(run, "EXPLODED", 9);
    }
    try (var letters = world.deadLetters()) {
      letters.awaitOne("the processor's", letter -> delivery.equals(letter.getDeliveryId()));
      letters.awaitOne(
          "the notifier's",
          letter ->
              letter.getApplication().equals("notifier")
                  && letter.getReason() == DeadLetterReason.UNKNOWN_RUN_STATE);
    }
  }

  /** Something of each topic, in a group, as somebody's own program would. */
  private void reads(Principal principal, String group, Collection<String> topics) {
    Map<String, Object> config =
        uplink.accessOf(principal).with(Map.of("group.id", group, "auto.offset.reset", "earliest"));
    Set<String> unread = new HashSet<>(topics);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(topics);
      patiently(principal.user() + " to have read of everything")
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(record -> unread.remove(record.topic()));
                return unread;
              },
              Set::isEmpty);
      consumer.commitSync();
    }
  }

  /** Only after something was committed, so something happens to the run meanwhile. */
  static void internalTopicsAreCleared(World world, String run) {
    try (Scheduler scheduler = scheduler(world.uplink())) {
      await("both services to clear their internal topics")
          .atMost(CLEARING)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                scheduler.report(run, "FINISHED", System.currentTimeMillis());
                return cleared(Principal.PROCESSOR) && cleared(Principal.NOTIFIER);
              });
    }
  }

  private static boolean cleared(Principal principal) {
    return wasAllowed(
        request ->
            request.user().equals(principal.user()) && request.operation() == AclOperation.DELETE);
  }

  private static boolean wasAllowed(Predicate<Request> what) {
    return RecordingAuthorizer.allowed().stream().anyMatch(what);
  }

  private static ConditionFactory patiently(String what) {
    return await(what).atMost(PATIENCE);
  }

  private static Scheduler scheduler(LocalUplink uplink) {
    return new Scheduler(uplink.accessOf(Principal.SCHEDULER), uplink.serdes());
  }
}
