package dev.uplink.ingress;

import dev.uplink.ingress.http.SurroundingsHealth;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.settings.Settings;
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
import java.util.List;

/** Builds what watches that all the service needs is there. */
@Factory
final class SurroundingsFactory {

  @Bean(preDestroy = "close")
  @Singleton
  Surroundings surroundings(Settings settings, Clock clock) {
    return new Surroundings(
        List.of(
            new KafkaNeighbour(
                KafkaAccess.from(settings),
                new Need(true, "webhooks are answered 503, and changes wait to be published")),
            RegistryNeighbour.of(
                settings,
                new Need(false, "all goes on but for what has a schema that was not met before"),
                clock),
            new DatabaseNeighbour(
                DatabaseAccess.outsideOfPools(settings, "uplink-ingress surroundings"),
                DatabaseAccess.service(settings),
                new Need(true, "webhooks and the control plane are answered 503"),
                clock)),
        clock);
  }

  @Readiness
  @Singleton
  SurroundingsHealth surroundingsHealth(Surroundings surroundings) {
    return new SurroundingsHealth(surroundings);
  }
}
