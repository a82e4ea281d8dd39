package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommitStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where nothing needs to run, an integration leaves the plain keys to one that has them elsewhere.
 */
class PlainKeysTest {
  @TempDir private Path stateDir;
  private StatusDriver driver;

  @BeforeEach
  void open() {
    driver = new StatusDriver(stateDir);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void thePlainKeysAreForWhomTheRepositoryHasThem() {
    twoThatServeTheRepository();

    driver.decide(
        Decisions.cloud("int-a", AGGREGATED)
            .delivery("d-2")
            .on("x", Decisions.OTHER_COMMIT)
            .unaffected("network"));
    assertThat(keys()).allMatch(key -> key.endsWith("@slug-of-int-a"));

    driver.decide(
        Decisions.cloud("int-b", AGGREGATED)
            .delivery("d-3")
            .on("x", Decisions.OTHER_COMMIT)
            .started("app", PROPOSED));
    assertThat(keys()).contains("spacelift/proposed");

    // It stays with the keys it has.
    driver.decide(
        Decisions.cloud("int-a", AGGREGATED)
            .delivery("d-4")
            .on("x", Decisions.OTHER_COMMIT)
            .started("network", PROPOSED));
    assertThat(keys()).containsExactly("spacelift/proposed@slug-of-int-a");
  }

  @Test
  void whereNobodyHasAnythingToRunTheLastToSayItHasThePlainKeys() {
    twoThatServeTheRepository();

    for (String integration : List.of("int-a", "int-b")) {
      driver.decide(
          Decisions.cloud(integration, AGGREGATED)
              .delivery("of-" + integration)
              .on("x", Decisions.OTHER_COMMIT)
              .unaffected("network"));
    }

    assertThat(keys())
        .containsExactly(
            "spacelift/tracked@slug-of-int-a",
            "spacelift/proposed@slug-of-int-a",
            "spacelift/modules@slug-of-int-a",
            "spacelift/tracked",
            "spacelift/proposed",
            "spacelift/modules");
  }

  @Test
  void oneThatLeftThePlainKeysHasThemWhenItIsTheFirstToStartARun() {
    twoThatServeTheRepository();
    driver.decide(
        Decisions.cloud("int-a", AGGREGATED)
            .delivery("d-2")
            .on("x", Decisions.OTHER_COMMIT)
            .unaffected("network"));
    var _ = driver.statuses();

    driver.decide(
        Decisions.cloud("int-a", AGGREGATED)
            .delivery("d-3")
            .on("x", Decisions.OTHER_COMMIT)
            .started("network", PROPOSED));
    assertThat(driver.statuses())
        .extracting(status -> status.getKey() + " " + status.getName() + " " + status.getRevision())
        .containsExactly(
            "spacelift/tracked spacelift/tracked: 0 runs 1",
            "spacelift/proposed spacelift/proposed: 1 in progress 1",
            "spacelift/modules spacelift/modules: 0 runs 1");

    driver.decide(
        Decisions.cloud("int-b", AGGREGATED)
            .delivery("d-4")
            .on("x", Decisions.OTHER_COMMIT)
            .started("app", PROPOSED));
    assertThat(keys()).isNotEmpty().allMatch(key -> key.endsWith("@slug-of-int-b"));
  }

  @Test
  void thePlainKeysAreNotLeftToOneThatIsDeleted() {
    twoThatServeTheRepository();
    driver.deleteIntegration("int-b");

    driver.decide(
        Decisions.cloud("int-a", AGGREGATED)
            .delivery("d-2")
            .on("x", Decisions.OTHER_COMMIT)
            .unaffected("network"));

    assertThat(keys()).contains("spacelift/proposed");
  }

  /** Of which {@code int-b} had the plain keys so far. */
  private void twoThatServeTheRepository() {
    driver.integration("int-a", "https://bitbucket.org", 1);
    driver.integration("int-b", "https://bitbucket.org", 1);
    driver.decide(Decisions.cloud("int-b", AGGREGATED).started("app", PROPOSED));
    var _ = driver.statuses();
  }

  private List<String> keys() {
    return driver.statuses().stream().map(CommitStatus::getKey).toList();
  }
}
