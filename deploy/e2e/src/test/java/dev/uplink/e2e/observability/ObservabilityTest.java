package dev.uplink.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.e2e.observability.Observability.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be known of boards and rules without Prometheus, Grafana or a service. */
class ObservabilityTest {
  private static final String RUNBOOK = "deploy/observability/README.md#";

  /** A row of the page's table of measurements. */
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([a-z_]+)(?:\\{[^`]*})?` \\|");

  @Test
  void everyAlertSaysHowBadItIsWhatIsWrongAndWhatToDo() {
    String page = Observability.text("README.md");

    assertThat(alerts())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(alert.text("for")).as(alert.name()).matches("\\d+m");
              assertThat(alert.texts("labels").get("severity"))
                  .as(alert.name())
                  .isIn("critical", "warning");
              assertThat(alert.texts("annotations").keySet())
                  .as(alert.name())
                  .containsExactlyInAnyOrder("summary", "description", "runbook");
              assertThat(alert.texts("annotations").get("runbook"))
                  .isEqualTo(RUNBOOK + alert.name().toLowerCase(Locale.ROOT));
              assertThat(page).contains("\n### " + alert.name() + "\n");
            });
  }

  @Test
  void everyAlertIsTestedThatItFiresAndThatItDoesNot() {
    Map<String, Set<Boolean>> tested =
        Observability.ruleTests().stream()
            .flatMap(test -> Observability.list(test, "alert_rule_test").stream())
            .collect(
                Collectors.groupingBy(
                    one -> String.valueOf(one.get("alertname")),
                    Collectors.mapping(
                        one -> !Observability.list(one, "exp_alerts").isEmpty(),
                        Collectors.toSet())));

    assertThat(tested.keySet())
        .containsExactlyInAnyOrderElementsOf(alerts().stream().map(Rule::name).toList());
    assertThat(tested.values()).allSatisfy(ends -> assertThat(ends).containsOnly(true, false));
  }

  @Test
  void thePageListsWhatBoardsAndRulesUseAndNothingElse() {
    Set<String> listed = new TreeSet<>();
    LISTED
        .matcher(Observability.text("README.md"))
        .results()
        .forEach(row -> listed.add(row.group(1)));

    Set<String> used = new TreeSet<>();
    Observability.expressions().stream()
        .flatMap(expression -> expression.uses().stream())
        .filter(use -> !use.isRecorded())
        .forEach(use -> used.add(use.metric().replaceFirst("_(bucket|count|sum)$", "")));

    assertThat(listed).isEqualTo(used);
  }

  @Test
  void whatIsRecordedIsUsedAndWhatIsUsedIsRecorded() {
    Set<String> recorded =
        Observability.rules().stream()
            .filter(rule -> !rule.isAlert())
            .map(Rule::name)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> used = new TreeSet<>();
    Observability.expressions().stream()
        .flatMap(expression -> expression.uses().stream())
        .filter(Use::isRecorded)
        .forEach(use -> used.add(use.metric()));

    assertThat(used).isEqualTo(recorded);
  }

  @Test
  void everyPanelHasAUnitAQuestionAndTheSourceThatIsChosen() {
    Set<String> uids = new TreeSet<>();
    for (JsonNode board : Observability.boards()) {
      String title = board.path("title").asText();
      assertThat(uids.add(board.path("uid").asText())).as(title).isTrue();
      assertThat(board.at("/templating/list/0/type").asText()).as(title).isEqualTo("datasource");
      for (JsonNode panel : Observability.panels(board)) {
        String name = title + ", " + panel.path("title").asText();
        if (!panel.path("type").asText().equals("row")) {
          assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(name).isNotBlank();
          assertThat(panel.path("description").asText()).as(name).isNotBlank();
          assertThat(panel.at("/datasource/uid").asText()).as(name).isEqualTo("${datasource}");
          assertThat(panel.path("targets")).as(name).isNotEmpty();
        }
      }
    }
    assertThat(uids).isNotEmpty();
  }

  private static List<Rule> alerts() {
    return Observability.rules().stream().filter(Rule::isAlert).toList();
  }
}
