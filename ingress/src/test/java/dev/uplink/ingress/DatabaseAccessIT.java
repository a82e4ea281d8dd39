package dev.uplink.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.ingress.fixture.Database;
import dev.uplink.ingress.fixture.Environments;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.start.NotUsableException;
import dev.uplink.schemas.surroundings.DatabaseNeighbour;
import dev.uplink.schemas.surroundings.Heard;
import dev.uplink.schemas.surroundings.Neighbour;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A database that cannot be used stops the start, and the message says why and which setting. */
class DatabaseAccessIT {
  private static final Database DATABASE = Database.create();
  private static final String ADDRESS = DATABASE.url().substring("jdbc:postgresql://".length());

  @Test
  void aDatabaseThatIsNotThere() {
    assertNotUsable(
        Map.of("UPLINK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/uplink"),
        "PostgreSQL at 127.0.0.1:1/uplink (UPLINK_DATABASE_URL) cannot be used: it cannot be"
            + " reached: does it run, and is the address right?");
  }

  @Test
  void aDatabaseThatNobodyMade() {
    URI url = URI.create(DATABASE.url().substring("jdbc:".length()));

    assertNotUsable(
        Map.of("UPLINK_DATABASE_URL", "jdbc:postgresql://" + url.getAuthority() + "/nothing"),
        "PostgreSQL at "
            + url.getAuthority()
            + "/nothing (UPLINK_DATABASE_URL) cannot be used: there is no such database: see"
            + " UPLINK_DATABASE_URL");
  }

  @Test
  void aRoleThatMayNotLogIn() {
    assertNotUsable(
        Map.of("UPLINK_MIGRATION_USER", "nobody", "UPLINK_MIGRATION_PASSWORD", "of nobody"),
        "PostgreSQL at "
            + ADDRESS
            + " (UPLINK_DATABASE_URL) cannot be used: the login of 'nobody' is refused: see"
            + " UPLINK_MIGRATION_USER and UPLINK_MIGRATION_PASSWORD");
    assertNotUsable(
        Map.of("UPLINK_DATABASE_USER", "nobody"),
        "PostgreSQL at "
            + ADDRESS
            + " (UPLINK_DATABASE_URL) cannot be used: the login of 'nobody' is refused: see"
            + " UPLINK_DATABASE_USER and UPLINK_DATABASE_PASSWORD");
  }

  @Test
  void theDatabasesTimeIsComparedWithOurs() {
    InstantSource late = () -> Instant.now().minus(Duration.ofHours(1));
    Settings settings = settings(Map.of());
    try (DatabaseNeighbour database =
        new DatabaseNeighbour(
            DatabaseAccess.outsideOfPools(settings, "test"),
            DatabaseAccess.service(settings),
            new Neighbour.Need(true, "all waits"),
            late)) {
      assertThat(database.ask())
          .isInstanceOfSatisfying(
              Heard.Answered.class,
              answer ->
                  assertThat(answer.clockAhead().negated())
                      .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60)));
    }
  }

  private static void assertNotUsable(Map<String, String> differing, String message) {
    assertThatThrownBy(() -> IngressApplication.prepareDatabase(settings(differing)))
        .isInstanceOf(NotUsableException.class)
        .hasMessage(message);
  }

  private static Settings settings(Map<String, String> differing) {
    Map<String, String> environment = new HashMap<>(Environments.complete());
    environment.put("UPLINK_DATABASE_URL", DATABASE.url());
    environment.put("UPLINK_DATABASE_USER", Database.INGRESS);
    environment.putAll(differing);
    return IngressSettings.read(environment);
  }
}
