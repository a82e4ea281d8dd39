package dev.uplink.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.local.PartName;
import dev.uplink.local.sandbox.Fault;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Bitbucket fails now and then, does things without saying so, revokes a token and has never heard
 * of one repository; the notifier is killed with all of that under way. What is shown in the end is
 * what the schedulers reported.
 */
@ExtendWith(RunningUplink.class)
class UnreliableBitbucketE2E {
  private static final long SEED = 20_261_122;
  private static final int PARTS = 4;
  private static final String TOKEN = "revoked-before-long";

  private World world;

  @BeforeEach
  void remember(World running) {
    world = running;
  }

  @AfterEach
  void allIsWell() {
    world.uplink().sandbox().let(Fault.NONE);
  }

  @Test
  void whatIsShownInTheEndIsWhatWasReported() throws Exception {
    story(SEED);
  }

  @Tag("chaos")
  @RepeatedTest(10)
  void whatIsShownInTheEndIsWhatWasReportedWhateverTheSeed() throws Exception {
    long chosen = Long.getLong("uplink.chaos.seed", 0);
    story(chosen == 0 ? System.nanoTime() : chosen);
  }

  private void story(long seed) throws Exception {
    System.out.println("Seed: -Duplink.chaos.seed=" + seed);
    Random random = new Random(seed);
    String email = World.unique("ops") + "@example.com";
    Integration cloud = Integration.cloud(world, World.unique("cloud"), "ALL", email, TOKEN);
    Integration server = Integration.dataCenter(world, World.unique("dc"), "ALL");
    Repository onCloud = Repository.onCloud();
    Repository onServer = Repository.onDataCenter();
    Repository missing = new Repository("acme", World.unique("missing"));
    cloud.module(World.unique("vpc"), onCloud);
    server.module(World.unique("vpc"), onServer);
    cloud.stack(World.unique("lost"), missing);
    cloud.stack(World.unique("network"), onCloud);
    server.stack(World.unique("network"), onServer);
    cloud.stack(World.unique("gone"), missing);
    UnreliableBitbucket mishaps = new UnreliableBitbucket(seed);
    world.uplink().sandbox().let(mishaps);

    Set<String> deliveries =
        Set.copyOf(
            List.of(
                pushed(cloud, onCloud, "main"),
                pushed(cloud, onCloud, "feature/subnets"),
                pushed(server, onServer, "main"),
                pushed(server, onServer, "feature/subnets"),
                pushed(cloud, missing, "main")));
    List<RunCommand> commands = commands(deliveries, 10);
    ReportedRuns runs =
        new ReportedRuns(
            commands.stream().filter(it -> !isOf(missing, it.getRepository())).toList(), random);

    report(runs, 0);
    killNotifier();
    report(runs, 1);
    world.sandbox().revoke(basic(email, TOKEN));
    report(runs, 2);
    await("the token to be refused")
        .atMost(Duration.ofMinutes(2))
        .until(() -> world.sandbox().hasAnswered(401));
    killNotifier();
    cloud.newApiToken("as-good-as-new");
    report(runs, 3);

    Map<String, String> expected = runs.expected();
    await("Bitbucket to show what was reported; " + mishaps)
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() -> assertThat(shown(runs.commits())).isEqualTo(expected));
    awaitRefusals(missing);
    assertThat(world.sandbox().violations()).isEmpty();
    assertThat(deadLetters(commands)).isEmpty();
    System.out.println("Mishaps: " + mishaps);
  }

  private static String pushed(Integration integration, Repository repository, String branch) {
    String commit = World.newCommit();
    return integration.provider().equals("BITBUCKET_CLOUD")
        ? Webhook.cloudPush(integration, Bodies.cloudBranch(repository, branch, commit)).accepted()
        : Webhook.dataCenterPush(integration, Bodies.dataCenterBranch(repository, branch, commit))
            .accepted();
  }

  private List<RunCommand> commands(Set<String> deliveries, int count) {
    try (TopicReader<RunCommand> commands = world.commands()) {
      return commands.awaitSome(
          count + " runs",
          count,
          command ->
              command.getAction() == RunAction.START
                  && deliveries.contains(command.getDeliveryId()));
    }
  }

  private void report(ReportedRuns runs, int part) {
    try (Scheduler scheduler = world.scheduler()) {
      runs.part(part, PARTS).forEach(it -> scheduler.report(it.runId(), it.state(), it.version()));
    }
  }

  /** With whatever it is doing, and it begins again where it was. */
  private void killNotifier() {
    world.uplink().kill(PartName.NOTIFIER);
    world.uplink().start(PartName.NOTIFIER);
  }

  /** By commit and key, as {@link ReportedRuns#expected} has it. */
  private Map<String, String> shown(Set<String> commits) throws Exception {
    Map<String, String> all = new TreeMap<>();
    for (String commit : commits) {
      world
          .sandbox()
          .statuses(commit)
          .byKey()
          .forEach(
              (key, status) ->
                  all.put(
                      commit + " " + key,
                      key.matches("spacelift/(tracked|proposed|modules)")
                          ? status.state() + " " + status.name()
                          : status.state()));
    }
    return all;
  }

  /** Of a repository that is not there each status is told once, and said to be refused. */
  private void awaitRefusals(Repository missing) {
    try (TopicReader<StatusDelivery> told =
        TopicReader.of(
            Topics.STATUS_DELIVERIES,
            world.uplink().endpoints().kafka(),
            world.uplink().serdes())) {
      Predicate<StatusDelivery> refused =
          it ->
              isOf(missing, it.getRepository())
                  && it.getOutcome() == DeliveryOutcome.REFUSED
                  && Integer.valueOf(404).equals(it.getHttpStatus());
      told.awaitSome("a refusal of each status", 5, refused);
      // One may be told twice where the notifier was killed before it had noted the first.
      told.awaitOne(
          "the refusal of the group", refused.and(it -> it.getKey().equals("spacelift/tracked")));
      assertThat(
              told.matching(
                  it ->
                      isOf(missing, it.getRepository())
                          && it.getOutcome() == DeliveryOutcome.DELIVERED))
          .isEmpty();
    }
  }

  private List<DeadLetter> deadLetters(List<RunCommand> commands) {
    Set<String> runs = commands.stream().map(RunCommand::getRunId).collect(Collectors.toSet());
    try (TopicReader<DeadLetter> letters = world.deadLetters()) {
      letters.readToEnd();
      return new ArrayList<>(
          letters.matching(
              letter ->
                  letter.getOriginTopic().equals(Topics.COMMIT_STATUSES.name())
                      || (letter.getKey() != null
                          && runs.contains(UTF_8.decode(letter.getKey().duplicate()).toString()))));
    }
  }

  private static boolean isOf(Repository repository, String name) {
    return repository.name().equals(name);
  }

  private static String basic(String user, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
  }
}
