package dev.uplink.ingress.controlplane.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.fixture.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class OutboxAgeIT {
  private final OutboxFixture outbox = new OutboxFixture();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final InstantSource inAnHour =
      InstantSource.offset(Clock.systemUTC(), Duration.ofHours(1));

  @Test
  void theOldestOfWhatWaitsCountsUntilItIsPublished() {
    OutboxAge age = new OutboxAge(database(), inAnHour, meters);
    assertThat(seconds()).isZero();

    outbox.append("a");
    outbox.database.execute(OutboxFixture.insert("b").replace("now()", "now() + interval '1 day'"));
    age.look();
    assertThat(seconds()).isBetween(3_500.0, 3_700.0);

    outbox.database.execute("UPDATE outbox SET published_at = now()");
    age.look();
    assertThat(seconds()).isZero();
  }

  @Test
  void whatCannotBeLookedAtGoesOnGrowingOld() {
    outbox.append("a");
    Broken database = new Broken();
    database.setURL(outbox.database.url());
    database.setUser(Database.INGRESS);
    OutboxAge age = new OutboxAge(database, inAnHour, meters);
    age.look();

    database.broken = true;
    age.look();

    assertThat(seconds()).isBetween(3_500.0, 3_700.0);
  }

  private PGSimpleDataSource database() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(outbox.database.url());
    database.setUser(Database.INGRESS);
    return database;
  }

  private double seconds() {
    return meters.get("uplink.outbox.oldest.age").gauge().value();
  }

  private static final class Broken extends PGSimpleDataSource {
    private boolean broken;

    @Override
    public java.sql.Connection getConnection() throws SQLException {
      if (broken) {
        throw new SQLException("gone");
      }
      return super.getConnection();
    }
  }
}
