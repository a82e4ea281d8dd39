package dev.uplink.processor.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommentCommand;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comments ask for. */
class CommandTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/spacelift propose network",
        "/SPACELIFT Propose NETWORK",
        "  /spacelift \t propose   network  ",
        "/spacelift propose network network",
        "/spacelift propose network\nand thank you",
        "/spacelift propose network\r\ndeploy dns",
        "\u200c\n\n/spacelift propose network",
        "\u00a0/spacelift\u00a0propose \u00a0network\u202f",
        "/spacelift propose network\n\n\u200c"
      })
  void theFirstLineIsTheCommand(String comment) {
    assertThat(Command.of(comment))
        .isEqualTo(new Command.Run(CommentCommand.PROPOSE, Set.of("network")));
  }

  @Test
  void severalNamesAndAllAreNames() {
    assertThat(Command.of("/spacelift deploy network dns"))
        .isEqualTo(new Command.Run(CommentCommand.DEPLOY, Set.of("network", "dns")));
    assertThat(Command.of("/spacelift propose *"))
        .isEqualTo(new Command.Run(CommentCommand.PROPOSE, Set.of(Command.ALL)));
  }

  /** Cloud's editor writes a backslash before what Markdown would take for its own. */
  @Test
  void whatTheEditorEscapedIsReadAsItWasTyped() {
    assertThat(Command.of("/spacelift propose \\*"))
        .isEqualTo(new Command.Run(CommentCommand.PROPOSE, Set.of(Command.ALL)));
    assertThat(Command.of("/spacelift deploy my\\_stack \\(dns\\)"))
        .isEqualTo(new Command.Run(CommentCommand.DEPLOY, Set.of("my_stack", "(dns)")));
  }

  /** A backslash keeps a line from being a command, like any other character before it. */
  @Test
  void anEscapedPrefixIsNone() {
    assertThat(Command.of("\\/spacelift propose network")).isEqualTo(new Command.None());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "looks good",
        "please /spacelift propose network",
        "> /spacelift propose network",
        "`/spacelift propose network`",
        "thank you\n/spacelift propose network",
        "/spaceliftpropose network",
        "/spacelift-propose network",
        "//spacelift propose network",
        "/ spacelift propose network"
      })
  void whatDoesNotBeginWithThePrefixSpeaksToSomebodyElse(String comment) {
    assertThat(Command.of(comment)).isEqualTo(new Command.None());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/spacelift",
        "/spacelift propose",
        "/spacelift deploy",
        "/spacelift unlock network",
        "/spacelift network",
        "/spacelift propose\nnetwork"
      })
  void whatCannotBeUnderstoodSaysWhy(String comment) {
    assertThat(Command.of(comment)).isInstanceOf(Command.Unknown.class);
  }

  @Test
  void helpIsHelpWhateverFollows() {
    assertThat(Command.of("/spacelift HELP propose")).isEqualTo(new Command.Help());
  }

  @Test
  void oneCommentMayHaveAHundredNamesAndNoMore() {
    assertThat(Command.of("/spacelift propose " + names(Command.MOST_NAMES)))
        .isInstanceOf(Command.Run.class);
    assertThat(Command.of("/spacelift propose " + names(Command.MOST_NAMES + 1)))
        .isEqualTo(new Command.Unknown("it names more than 100 stacks and modules"));
  }

  private static String names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "s" + i).collect(Collectors.joining(" "));
  }
}
