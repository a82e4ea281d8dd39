package dev.uplink.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.e2e.Target;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases of deploy/recovery after which everybody starts again. */
@Tag("chaos")
class RegistryAndKeysE2E {
  @TempDir static Path data;
  private static Wreck wreck;

  @BeforeAll
  static void start() {
    wreck = Wreck.start(data, Arrangement.standard());
  }

  @AfterAll
  static void stop() {
    wreck.close();
  }

  @Test
  void aDeletedRegistryGivesItsSchemasTheIdsAgainThatRecordsBear() {
    Site site = Site.in(wreck.world());
    Target stack = site.stack("network");
    String commit = site.awaitStarts(stack);
    Decision before = Recovered.decisionAt(wreck, commit);
    wreck.uplink().stop(PartName.PROCESSOR);
    wreck.uplink().stop(PartName.NOTIFIER);
    int decisions = wreck.world().all(Topics.DECISIONS).size();
    Map<String, Integer> ids = wreck.idsOnTopics();
    wreck.uplink().stop(PartName.REGISTRY);
    wreck.databases().emptyRegistry();
    wreck.uplink().start(PartName.REGISTRY);

    Wreck.Said said = wreck.script("registry").successfully();

    assertThat(said.text()).contains("have the ids again that records on the topics bear");
    assertThat(wreck.idsOnTopics()).isEqualTo(ids);
    // Whoever knows nothing of before reads all there is, and goes on.
    assertThat(wreck.world().all(Topics.DECISIONS)).hasSize(decisions);
    wreck.uplink().stop(PartName.INGRESS);
    wreck.uplink().start(PartName.INGRESS);
    wreck.uplink().start(PartName.PROCESSOR);
    wreck.uplink().start(PartName.NOTIFIER);
    Recovered.remembers(wreck, site, stack, commit, before);
    assertThat(wreck.script("registry").text())
        .contains("only an empty one can be given the old ids");
  }

  @Test
  void aRotatedKeyOpensEverythingWhenTheOldOneIsGone() {
    Site site = Site.in(wreck.world());
    Target stack = site.stack("network");
    String keys = data.resolve("uplink/keys").toString();
    wreck.script("encryption-key", "add", keys).successfully();
    wreck.script("encryption-key", "promote", keys).successfully();
    restartHoldersOfKeys();

    assertThat(wreck.script("encryption-key", "reseal").successfully().text())
        .containsPattern("[1-9]\\d* webhook secrets are sealed under the primary key")
        .containsPattern("[1-9]\\d* API credentials are sealed under the primary key");
    assertThat(wreck.script("encryption-key", "drop", keys).successfully().text())
        .contains("webhook-secrets.json: 1 keys", "credentials.json: 1 keys");
    restartHoldersOfKeys();

    // Signed with the secret, and told to Bitbucket with the credentials, of before.
    String commit = site.awaitStarts(stack);
    wreck
        .world()
        .sandbox()
        .awaitStatuses(commit, shown -> shown.isState("spacelift/tracked", "INPROGRESS"));
  }

  private static void restartHoldersOfKeys() {
    wreck.uplink().stop(PartName.NOTIFIER);
    wreck.uplink().stop(PartName.INGRESS);
    wreck.uplink().start(PartName.NOTIFIER);
    wreck.uplink().start(PartName.INGRESS);
  }
}
