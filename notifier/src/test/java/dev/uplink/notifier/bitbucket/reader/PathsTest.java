package dev.uplink.notifier.bitbucket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathsTest {
  private final Paths paths = new Paths();

  @ParameterizedTest
  @CsvSource({"-1,false", "0,false", "1,true"})
  void asManyPathsAsAreAllowedAreTold(int beyond, boolean truncated) {
    for (int i = 0; i < Limits.LOOKUP_PATHS + beyond; i++) {
      paths.add(null, "f" + i);
    }

    assertThat(paths.end().truncated()).isEqualTo(truncated);
    assertThat(paths.end().paths()).hasSize(truncated ? 0 : Limits.LOOKUP_PATHS + beyond);
  }

  /** Counted as UTF-8 has them: each of these letters has two bytes. */
  @ParameterizedTest
  @CsvSource({"-1,false", "0,false", "1,true"})
  void asManyBytesAsAreAllowedAreTold(int beyond, boolean truncated) {
    String kilobyte = "ä".repeat(510);
    for (int i = 0; i < 511; i++) {
      paths.add(null, "%s%04d".formatted(kilobyte, i));
    }
    paths.add(null, "x".repeat(1_024 + beyond));

    assertThat(paths.end().truncated()).isEqualTo(truncated);
  }

  @Test
  void aPathThatCannotBeWrittenDownAsItIsMeansThatAnythingMayHaveChanged() {
    for (String odd : new String[] {"", "x".repeat(100_000), "half \ud83d of a smile"}) {
      Paths some = new Paths();
      some.add(null, "main.tf");

      assertThat(some.add(odd, "new.tf")).isFalse();
      assertThat(some.end().truncated()).isTrue();
    }
  }

  @Test
  void pathsMayHaveWhateverGitAllows() {
    assertThat(paths.add("tab\there", "line\nbreak \ud83d\ude00")).isTrue();

    assertThat(paths.end().paths()).containsExactly("tab\there", "line\nbreak \ud83d\ude00");
  }

  @Test
  void aPathThatIsToldTwiceCountsOnce() {
    paths.add("a", "a");
    paths.add("a", "b");

    assertThat(paths.end().paths()).containsExactly("a", "b");
  }
}
