package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.ingress.fixture.Database;
import io.micronaut.context.BeanContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** API credentials are there for the last statuses of a deleted integration, and no longer. */
class FarewellIT {
  private final Samples samples = new Samples(new Api());

  @Test
  void credentialsOutliveTheirIntegrationForLessThanAnHour() throws SQLException {
    String gone = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String alive = samples.cloudIntegration(Api.unique("Int"), "root").id();
    new Api().delete("/integrations/" + gone);

    sweep();
    assertThat(hasCredentials(gone)).isTrue();

    passMinutes(44, gone);
    sweep();
    assertThat(hasCredentials(gone)).isTrue();

    passMinutes(2, gone);
    sweep();
    assertThat(hasCredentials(gone)).isFalse();
    assertThat(hasCredentials(alive)).isTrue();
  }

  private static void sweep() {
    RunningIngress.instance()
        .bean(BeanContext.class)
        .getBean(Retention.class, Qualifiers.byName("credentials"))
        .sweep();
  }

  private static void passMinutes(int minutes, String integration) throws SQLException {
    try (Connection ingress = RunningIngress.instance().database().connect(Database.INGRESS);
        Statement statement = ingress.createStatement()) {
      statement.execute(
          "UPDATE api_credentials SET integration_deleted_at ="
              + " integration_deleted_at - interval '%d minutes'".formatted(minutes)
              + " WHERE integration_id = '%s'".formatted(integration));
    }
  }

  private static boolean hasCredentials(String integration) throws SQLException {
    try (Connection notifier = RunningIngress.instance().database().connect(Database.NOTIFIER);
        Statement query = notifier.createStatement();
        ResultSet found =
            query.executeQuery(
                "SELECT 1 FROM api_credentials WHERE integration_id = '" + integration + "'")) {
      return found.next();
    }
  }
}
