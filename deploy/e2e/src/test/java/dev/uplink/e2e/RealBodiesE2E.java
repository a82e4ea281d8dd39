package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Bodies that Bitbucket really sent, byte for byte, through edge and processor. They are not ours
 * to publish, so the test runs where a folder of them is (the system property uplink.payloads).
 */
@ExtendWith(RunningUplink.class)
class RealBodiesE2E {
  private static final Path FOLDER = Path.of(System.getProperty("uplink.payloads", ""));

  @BeforeAll
  static void theFolderIsThere() {
    assumeThat(FOLDER.resolve("INDEX.tsv")).exists();
  }

  @Test
  void theTableSaysOfEveryBodyWhatBecomesOfIt() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertThat(files.filter(f -> f.toString().endsWith(".json")).map(FOLDER::relativize))
          .extracting(Path::toString)
          .containsExactlyInAnyOrderElementsOf(
              RealBody.table().stream().map(RealBody::file).toList());
    }
  }

  @Test
  void everyBodyEndsInTheOneDecisionThatTheTableSays(World world) throws IOException {
    List<RealBody> bodies = RealBody.table();
    Integration cloud = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Integration dataCenter = Integration.dataCenter(world, World.unique("dc"), "AGGREGATED");
    List<Attached> attached = new ArrayList<>();
    attached.addAll(attach(bodies.stream().filter(RealBody::isCloud), cloud));
    attached.addAll(attach(bodies.stream().filter(body -> !body.isCloud()), dataCenter));
    Attached.awaitKnown(world, attached);

    Map<String, RealBody> posted = new LinkedHashMap<>();
    for (RealBody body : bodies) {
      Webhook webhook =
          Webhook.signed(
              body.isCloud() ? cloud : dataCenter,
              body.eventKey(),
              Files.readString(FOLDER.resolve(body.file())));
      if (body.isPing()) {
        assertThat(webhook.send().status()).isEqualTo(200);
      } else {
        posted.put(webhook.accepted(), body);
      }
    }

    assertDecided(world, posted);
  }

  /** A stack and a module on each of their repositories. */
  private static List<Attached> attach(Stream<RealBody> bodies, Integration integration) {
    return bodies
        .map(RealBody::repository)
        .filter(Objects::nonNull)
        .distinct()
        .map(
            repository -> {
              Target stack = integration.create("/stacks", World.unique("stack"), repository);
              Target module =
                  integration.create("/modules", World.unique("module"), repository, "master");
              return new Attached(integration, repository, Set.of(stack.id(), module.id()));
            })
        .toList();
  }

  private static void assertDecided(World world, Map<String, RealBody> posted) throws IOException {
    try (TopicReader<Decision> reader = world.decisions();
        TopicReader<DeadLetter> letters = world.deadLetters()) {
      List<Decision> decisions =
          reader.awaitSome(
              "a decision of every body",
              posted.size(),
              decision -> posted.containsKey(decision.getDeliveryId()));

      assertThat(decisions)
          .extracting(Decision::getDeliveryId)
          .containsExactlyInAnyOrderElementsOf(posted.keySet());
      Files.writeString(
          Path.of("target", "real-bodies.txt"),
          decisions.stream()
              .map(
                  decision ->
                      Objects.requireNonNull(posted.get(decision.getDeliveryId())).lines(decision))
              .collect(Collectors.joining("\n")));
      for (Decision decision : decisions) {
        assertAsSaid(decision, Objects.requireNonNull(posted.get(decision.getDeliveryId())));
      }
      letters.readToEnd();
      assertThat(letters.matching(letter -> posted.containsKey("" + letter.getDeliveryId())))
          .isEmpty();
    }
  }

  private static void assertAsSaid(Decision decision, RealBody body) {
    assertThat(RealBody.end(decision)).as(body.file()).isEqualTo(body.end());
    assertThat(RealBody.outcomes(decision)).as(body.file()).isEqualTo(body.outcomes());
    assertThat(decision.getEventKey()).isEqualTo(body.eventKey());
    if (!body.outcomes().isEmpty()) {
      assertThat(decision.getPullRequestId()).as(body.file()).isEqualTo(body.pullRequest());
      assertThat(decision.getBranch()).as(body.file()).isEqualTo(body.branch());
      assertThat(decision.getCommitSha()).as(body.file()).isEqualTo(body.commit());
    }
  }
}
