package dev.uplink.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrailTest {
  /** Also 39 of 40 digits in common do not make two commits one. */
  @Test
  void commitsAreToldApartByEveryDigitOfTheirHashes() {
    List<CommitSha> commits = IntStream.range(0, 40).mapToObj(TrailTest::withOneAt).toList();
    for (CommitSha stood : commits) {
      Trail trail = Trail.EMPTY.then(null, stood);

      assertThat(commits.stream().filter(trail::has)).containsExactly(stood);
    }
  }

  @Test
  void whereNobodySaidFromWhereTheBranchCameNoCommitIsMeant() {
    Trail trail = Trail.EMPTY.then(null, withOneAt(0)).then(null, withOneAt(1));

    assertThat(trail.has(withOneAt(2))).isFalse();
  }

  private static CommitSha withOneAt(int digit) {
    return new CommitSha("0".repeat(digit) + "1" + "0".repeat(39 - digit));
  }
}
