package dev.uplink.ingress.controlplane.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "null", "{", "{} {}", "{\"a\":1,\"a\":2}", "not JSON"})
  void whatIsNotOneObjectIsRefused(String body) {
    assertThat(codeOf(() -> Fields.of(body))).isEqualTo(ProblemCode.BODY_MALFORMED);
    assertThat(codeOf(() -> Fields.of(null))).isEqualTo(ProblemCode.BODY_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "true", "[]", "\"\"", "\" x\"", "\"a\\nb\"", "\"\\u0000\"", "\"\\ud800\""})
  void aNameIsOneLineOfText(String value) {
    Fields fields = Fields.of("{\"name\":" + value + "}");

    assertThat(codeOf(() -> fields.text("name", Text.NAME))).isEqualTo(ProblemCode.FIELD_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", ".", "..", "a/b", ""})
  void aRepositoryIsOnePathSegment(String value) {
    Fields fields = Fields.of("{\"repository\":\"" + value + "\"}");

    assertThat(codeOf(() -> fields.text("repository", Text.REPOSITORY_PART)))
        .isEqualTo(ProblemCode.FIELD_INVALID);
  }

  @Test
  void aNullIsTheSameAsLeavingTheFieldOut() {
    Fields fields = Fields.of("{\"a\":null,\"b\":null}");

    assertThat(fields.flag("a", true)).isTrue();
    assertThat(codeOf(() -> fields.text("b", Text.NAME))).isEqualTo(ProblemCode.FIELD_MISSING);
  }

  @Test
  void flagsAndChoicesAreNotGuessed() {
    Fields fields = Fields.of("{\"flag\":\"true\",\"kind\":\"name\"}");

    assertThat(codeOf(() -> fields.flag("flag", false))).isEqualTo(ProblemCode.FIELD_INVALID);
    assertThat(codeOf(() -> fields.choice("kind", Text.class)))
        .isEqualTo(ProblemCode.FIELD_INVALID);
  }

  @Test
  void aLabelGivenTwiceIsThereOnce() {
    Fields fields = Fields.of("{\"labels\":[\"b\",\"a\",\"b\"]}");

    assertThat(fields.texts("labels", Text.LABEL, List.of())).containsExactly("b", "a");
  }

  @Test
  void aGlobThatIsNoneIsRefusedWithItsPlaceAndWhy() {
    Fields fields = Fields.of("{\"globs\":[\"a/*\",\"[a\"],\"tags\":\"{v\"}");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> fields.texts("globs", Text.GLOB, List.of()))
        .withMessage("globs[1]: there is a '[' without its ']'.")
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.GLOB_INVALID));
    assertThat(codeOf(() -> fields.textOrNone("tags", Text.TAG_GLOB, null)))
        .isEqualTo(ProblemCode.GLOB_INVALID);
    assertThat(fields.texts("globs", Text.BRANCH, List.of())).contains("[a");
  }

  @Test
  void whatCanBeTakenAwayIsTakenAwayByNullOnly() {
    Fields fields = Fields.of("{\"a\":null,\"n\":null}");

    assertThat(fields.textOrNone("a", Text.NAME, "before")).isNull();
    assertThat(fields.textOrNone("b", Text.NAME, "before")).isEqualTo("before");
    assertThat(fields.numberOrNone("n", 9, 5)).isNull();
    assertThat(fields.numberOrNone("m", 9, 5)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "10", "1.5", "1.0", "\"5\"", "true", "99999999999999", "[1]"})
  void aNumberIsWholeAndWithinItsBounds(String value) {
    Fields fields = Fields.of("{\"least\":0,\"most\":9,\"other\":" + value + "}");

    assertThat(fields.numberOrNone("least", 9, null)).isZero();
    assertThat(fields.numberOrNone("most", 9, null)).isEqualTo(9);
    assertThat(codeOf(() -> fields.numberOrNone("other", 9, null)))
        .isEqualTo(ProblemCode.FIELD_INVALID);
  }

  @Test
  void aFieldNobodyAskedForIsRefusedByName() {
    Fields fields = Fields.of("{\"name\":\"x\",\"nmae\":\"y\"}");
    fields.text("name", Text.NAME);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(fields::end)
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.FIELD_UNKNOWN))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("nmae"));
  }

  private static ProblemCode codeOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return assertThatExceptionOfType(Refused.class).isThrownBy(call).actual().code();
  }
}
