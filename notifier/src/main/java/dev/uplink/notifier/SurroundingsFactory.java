package dev.uplink.notifier;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.surroundings.DatabaseLogin;
import dev.uplink.schemas.surroundings.DatabaseNeighbour;
import dev.uplink.schemas.surroundings.KafkaNeighbour;
import dev.uplink.schemas.surroundings.Neighbour.Need;
import dev.uplink.schemas.surroundings.RegistryNeighbour;
import dev.uplink.schemas.surroundings.Surroundings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Builds what watches that all the service needs is there. */
@Factory
final class SurroundingsFactory {
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(3);

  @Bean(preDestroy = "close")
  @Singleton
  Surroundings surroundings(Settings settings, Clock clock) {
    return new Surroundings(
        List.of(
            new KafkaNeighbour(
                KafkaAccess.from(settings),
                new Need(
                    true, "no status is worked out or told; what is to be waits on its topics")),
            RegistryNeighbour.of(
                settings,
                new Need(false, "all goes on but for what has a schema that was not met before"),
                clock),
            new DatabaseNeighbour(
                database(settings),
                login(settings),
                new Need(true, "statuses and lookups wait: their credentials cannot be read"),
                clock)),
        clock);
  }

  @Readiness
  @Singleton
  SurroundingsHealth surroundingsHealth(Surroundings surroundings) {
    return new SurroundingsHealth(surroundings);
  }

  private static DatabaseLogin login(Settings settings) {
    return new DatabaseLogin(
        settings.get(NotifierSettings.DATABASE_URL),
        NotifierSettings.DATABASE_URL.name(),
        settings.get(NotifierSettings.DATABASE_USER),
        NotifierSettings.DATABASE_USER.name(),
        NotifierSettings.DATABASE_PASSWORD.name());
  }

  private static DataSource database(Settings settings) {
    int seconds = (int) DATABASE_PATIENCE.toSeconds();
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(settings.get(NotifierSettings.DATABASE_URL));
    dataSource.setUser(settings.get(NotifierSettings.DATABASE_USER));
    dataSource.setPassword(settings.get(NotifierSettings.DATABASE_PASSWORD));
    dataSource.setApplicationName("uplink-notifier surroundings");
    dataSource.setConnectTimeout(seconds);
    dataSource.setSocketTimeout(seconds);
    return dataSource;
  }
}
