package dev.uplink.e2e.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the texts in a class are SQL. */
class StatementsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM targets",
        "\n  WITH old AS (SELECT 1) DELETE FROM outbox",
        "INSERT INTO outbox (id) VALUES (?)",
        "UPDATE targets SET slug = ?",
        "DELETE\nFROM outbox",
        "MERGE INTO outbox USING n ON true",
        "(SELECT id FROM targets) UNION ALL (SELECT id FROM spaces)",
        "( (SELECT id FROM targets) LIMIT 1)"
      })
  void whatBeginsAsAStatementDoesIsOne(String text) {
    assertThat(Statements.isStatement(text)).isTrue();
  }

  @Test
  void whatIsReadFromIsReadFrom() {
    assertThat(Statements.whole("(SELECT id FROM targets OFFSET 0) t"))
        .isEqualTo("SELECT FROM (SELECT id FROM targets OFFSET 0) t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT id FROM targets t", "(SELECT id FROM a) UNION (SELECT id FROM b)"})
  void whatIsWholeStaysAsItIs(String text) {
    assertThat(Statements.whole(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECTED", "UPDATED", "the rest of a SELECT id", "(id) VALUES (?)"})
  void whatDoesNotIsNone(String text) {
    assertThat(Statements.isStatement(text)).isFalse();
  }
}
