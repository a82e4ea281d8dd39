package dev.uplink.notifier.aggregate;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What schedulers are told to write is what is understood here. */
class RunUpdatesPageTest {
  private static final Path PAGE = Path.of("../schemas/docs/topics/uplink.run-updates.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*`) \\| ([A-Z]+) \\|$");

  @Test
  void thePageNamesEveryStateWithWhatItShows() throws IOException {
    Map<String, String> told =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .flatMap(
                row ->
                    Arrays.stream(row.group(1).replace("`", "").split(", ", -1))
                        .map(state -> Map.entry(state, row.group(2))))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

    assertThat(told)
        .isEqualTo(
            Arrays.stream(RunState.values())
                .collect(toMap(RunState::name, state -> shown(state.check()))));
  }

  private static String shown(CheckState state) {
    return switch (state) {
      case IN_PROGRESS -> "INPROGRESS";
      case SUCCESSFUL -> "SUCCESSFUL";
      case FAILED -> "FAILED";
      case STOPPED -> "STOPPED";
    };
  }
}
