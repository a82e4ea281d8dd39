package dev.uplink.ingress.controlplane.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Payments team",
        "Équipe paiements",
        "Платежи",
        "Платежи (EU)",
        "Πληρωμές 2",
        "支払いチーム Tokyo",
        "صندوق المدفوعات",
        "µ-services"
      })
  void aNameIsOfAnyLanguage(String name) {
    assertThat(read(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p\u0430yments", "\u03a1ayments", "\u0410lpha", "\u0410\u03b1"})
  void aWordOfTwoScriptsThatLookAlikeIsRefused(String name) {
    assertThat(codeOf(name)).isEqualTo(ProblemCode.NAME_CONFUSABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pay\u200bments", "\u202estnemyap", "pay\u2066ments", "a\u00adb", "a\ufeffb"})
  void whatNobodySeesIsRefused(String name) {
    assertThat(codeOf(name)).isEqualTo(ProblemCode.NAME_CONFUSABLE);
  }

  @Test
  void aNameThatIsNotSentIsNotLookedAt() {
    assertThat(Names.read(Fields.of("{}"), "from earlier \u200b times"))
        .isEqualTo("from earlier \u200b times");
  }

  @Test
  void aNameThatIsToBeAUrlNeedsSomethingToMakeItOf() {
    assertThat(Names.slug("Équipe 2").value()).isEqualTo("equipe-2");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> Names.slug("Платежи"))
        .extracting(Refused::code)
        .isEqualTo(ProblemCode.NAME_WITHOUT_SLUG);
  }

  private static String read(String name) {
    return Names.read(Fields.of("{\"name\":\"" + name + "\"}"));
  }

  private static ProblemCode codeOf(String name) {
    try {
      throw new AssertionError(read(name));
    } catch (Refused refused) {
      assertThat(refused.field()).isEqualTo("name");
      return refused.code();
    }
  }
}
