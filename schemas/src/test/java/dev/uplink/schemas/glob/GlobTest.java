package dev.uplink.schemas.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  /** A minute where milliseconds are due: backtracking would take longer than the universe has. */
  private static final Duration FOREVER = Duration.ofMinutes(1);

  @ParameterizedTest(name = "{0} matches \"{1}\"")
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '"',
      value = {
        "main.tf main.tf",
        "dir/* dir/main.tf",
        "dir/* dir/",
        "dir/** dir/main.tf",
        "dir/** dir/a/b/main.tf",
        "dir/** dir/",
        "* \"\"",
        "* main.tf",
        "** \"\"",
        "** a/b",
        "*** a/b",
        "**/*.tf a/b/main.tf",
        "a*b*c abbc",
        "a*b*c a--b--b--c",
        "**a*b x/a/aab",
        "v?.? v1.2",
        "v? v\uD83D\uDE80",
        "[abc].tf b.tf",
        "[a-c].tf b.tf",
        "[b-b].tf b.tf",
        "[!abc].tf d.tf",
        "[!a-c].tf d.tf",
        "a[!b]c a/c",
        "[-a] -",
        "[a-] -",
        "[a\\-z] -",
        "[\\]] ]",
        "[[] [",
        "[^a] ^",
        "{[a-z],[0-9]} 7",
        "*.{tf,tfvars} main.tfvars",
        "*.{tf,tfvars} main.tf",
        "{a,ab}c abc",
        "{a,ab}{c,bc} abc",
        "{,dev-}1 1",
        "{,dev-}1 dev-1",
        "{} \"\"",
        "{a{b,c},d}e ace",
        "{a{b,c},d}e de",
        "{dev/**,prod/*} dev/a/b",
        "{\\,,\\}} }",
        "{\\,,\\}} ,",
        "\\*.tf *.tf",
        "\\\\ \\",
        "\\a a",
        "a,b}c] a,b}c]"
      })
  void theGlobMatches(String glob, String text) {
    assertThat(Glob.parse(glob).matches(text)).isTrue();
  }

  @ParameterizedTest(name = "{0} does not match \"{1}\"")
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '"',
      value = {
        "main.tf Main.tf",
        "main.tf main.tfx",
        "main.tf xmain.tf",
        "main.tf mainxtf",
        "main.tf \"\"",
        "dir/* dir/a/main.tf",
        "dir/* dir",
        "dir/** dir",
        "dir/** dirs/a",
        "dir/** sub/dir/a",
        "* a/b",
        "a*b aab/b",
        "**/*.tf main.tf",
        "v? v",
        "v? v/",
        "v? v12",
        "[abc] d",
        "[abc] ab",
        "[abc] A",
        "[a-c] d",
        "[a-c] -",
        "[!abc] b",
        "[!a-c] b",
        "[!a] \"\"",
        "[a\\-z] b",
        "*.{tf,tfvars} main.tfv",
        "{a,ab}c ab",
        "{dev/**,prod/*} prod/a/b",
        "\\*.tf a.tf",
        "\\[a] a"
      })
  void theGlobDoesNotMatch(String glob, String text) {
    assertThat(Glob.parse(glob).matches(text)).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[a|there is a '[' without its ']'",
        "[|there is a '[' without its ']'",
        "[!|there is a '[' without its ']'",
        "[a\\]|there is a '[' without its ']'",
        "[]|there is a '[]' with no character in it",
        "[!]|there is a '[]' with no character in it",
        "[z-a]|there is a range that ends before it begins",
        "[a-z0-9]|a range stands alone in its brackets: {[a-z],[0-9]} instead of [a-z0-9]",
        "[ab-z]|a range stands alone in its brackets: {[a-z],[0-9]} instead of [a-z0-9]",
        "{a,b|there is a '{' without its '}'",
        "{|there is a '{' without its '}'",
        "{a{b}|there is a '{' without its '}'",
        "a\\|there is nothing behind the last backslash",
        "[\\|there is nothing behind the last backslash"
      },
      quoteCharacter = '"')
  void refusesAndSaysWhy(String glob, String why) {
    assertThatThrownBy(() -> Glob.parse(glob))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  void refusesAnEmptyOneAndOneOfMoreThanAThousandCharacters() {
    assertThat(Glob.parse("a".repeat(1_000)).matches("a".repeat(1_000))).isTrue();
    for (String glob : new String[] {"", "a".repeat(1_001)}) {
      assertThatThrownBy(() -> Glob.parse(glob)).hasMessage("a glob has 1 to 1000 characters");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*a",
        "**a",
        "*a**",
        "{a,aa}",
        "{*a,a*}*",
        "{*,**}",
        "a*?",
        "[!b]*",
        "{a,{a,aa}}*"
      })
  void aHostileOneTakesWorkThatIsBounded(String hostile) {
    String glob = hostile.repeat((Glob.LONGEST - 1) / hostile.length()) + "b";
    assertTimeoutPreemptively(
        FOREVER, () -> assertThat(Glob.parse(glob).matches("a".repeat(1_000))).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{a,"})
  void bracesMayBeAsDeepAsTheTextIsLong(String open) {
    int depth = Glob.LONGEST / (open.length() + 1);
    Glob glob = Glob.parse(open.repeat(depth) + "}".repeat(depth));
    assertTimeoutPreemptively(FOREVER, () -> assertThat(glob.matches("")).isTrue());
  }

  @Test
  void isWhatItIsWrittenAs() {
    assertThat(Glob.parse("a/**")).isEqualTo(Glob.parse("a/**")).hasToString("a/**");
    assertThat(Glob.parse("a/**")).isNotEqualTo(Glob.parse("a/*"));
  }
}
