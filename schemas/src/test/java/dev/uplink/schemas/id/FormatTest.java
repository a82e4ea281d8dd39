package dev.uplink.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
  private static final List<String> PARTS =
      List.of("", "0", "9", "a", "f", "g", "A", "Z", "/", ":", "`", ".", "-", "٣", "\n");

  @ParameterizedTest
  @EnumSource
  void anIdentifierHasAShapeExactlyWhenItsExpressionMatches(Format format) {
    assertThat(candidates())
        .allSatisfy(
            candidate ->
                assertThat(format.matches(candidate))
                    .as(candidate)
                    .isEqualTo(format.pattern().matcher(candidate).matches()));
    assertThat(candidates()).as("something has it").anyMatch(format::matches);
  }

  /** Of every length near those that are expected, with one character of each kind anywhere. */
  private static Stream<String> candidates() {
    return Stream.of(1, 15, 16, 17, 31, 32, 33, 39, 40, 41, 48, 49, 50, 64, 65)
        .flatMap(length -> Stream.of("0".repeat(length), runId(length)))
        .flatMap(
            plain ->
                PARTS.stream()
                    .flatMap(
                        part ->
                            Stream.of(0, 15, 16, 17, plain.length() - 1)
                                .filter(at -> at < plain.length())
                                .map(
                                    at ->
                                        plain.substring(0, at) + part + plain.substring(at + 1))));
  }

  private static String runId(int length) {
    return length > 16 ? "0".repeat(16) + "." + "0".repeat(length - 17) : "0".repeat(length);
  }
}
