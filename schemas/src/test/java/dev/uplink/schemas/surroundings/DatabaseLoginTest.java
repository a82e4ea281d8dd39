package dev.uplink.schemas.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseLoginTest {
  private static final DatabaseLogin LOGIN =
      new DatabaseLogin(
          "jdbc:postgresql://db:5432/uplink?password=s3cret",
          "UPLINK_DATABASE_URL",
          "ingress",
          "UPLINK_DATABASE_USER",
          "UPLINK_DATABASE_PASSWORD");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "28P01 | the login of 'ingress' is refused: see UPLINK_DATABASE_USER and"
            + " UPLINK_DATABASE_PASSWORD",
        "28000 | the login of 'ingress' is refused: see UPLINK_DATABASE_USER and"
            + " UPLINK_DATABASE_PASSWORD",
        "3D000 | there is no such database: see UPLINK_DATABASE_URL",
        "42501 | 'ingress' (UPLINK_DATABASE_USER) may not do that: FEHLER",
        "53300 | it has no connection left: see its max_connections",
        "57P01 | it is starting or shutting down",
        "08001 | it cannot be reached: does it run, and is the address right?",
        "08006 | it cannot be reached: does it run, and is the address right?",
        "XX000 | FEHLER"
      })
  void theReasonIsSaidByTheCodeAndNotInTheDatabasesLanguage(String state, String words) {
    assertThat(LOGIN.words(new SQLException("FEHLER", state))).isEqualTo(words);
    assertThat(LOGIN.wordsOf(new IllegalStateException(new SQLException("FEHLER", state))))
        .isEqualTo(words);
  }

  @Test
  void whatFollowsTheDatabasesNameIsNotShown() {
    assertThat(LOGIN.where()).isEqualTo("PostgreSQL at db:5432/uplink (UPLINK_DATABASE_URL)");
  }

  @Test
  void whatIsNoFailureOfTheDatabaseSpeaksForItself() {
    assertThat(LOGIN.wordsOf(new IllegalStateException("a migration is missing")))
        .isEqualTo("a migration is missing");
  }
}
