package dev.uplink.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromQlTest {
  @Test
  void aNameIsAMeasurementUnlessItIsAFunctionAWordOrALabel() {
    assertThat(PromQl.uses("sum(rate(a_total[5m])) > 0.1 * b and on () (c offset 5m == 0)"))
        .extracting(Use::metric)
        .containsExactly("a_total", "b", "c");
  }

  @Test
  void valuesOfLabelsAreAskedForWhereTheyAreWritten() {
    assertThat(PromQl.uses("a{x=\"one\",y=~\"two|three\",z=~\"thread-[0-9]+\",n!=\"no{}\"}"))
        .containsExactly(
            new Use(
                "a",
                List.of(
                    new Use.Label("x", List.of("one")),
                    new Use.Label("y", List.of("two", "three")),
                    new Use.Label("z", List.of()),
                    new Use.Label("n", List.of()))));
  }

  @Test
  void whatIsGroupedByIsAskedOfEveryMeasurementButNotWhatTheScrapeAdds() {
    Use.Label code = new Use.Label("code", List.of());

    assertThat(PromQl.uses("sum by (code, service) (a) / sum(b{}) by (code) + team:c:sum"))
        .containsExactly(
            new Use("a", List.of(code, code)),
            new Use("b", List.of(code, code)),
            new Use("team:c:sum", List.of()));
  }
}
