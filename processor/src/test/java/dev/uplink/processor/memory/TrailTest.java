package dev.uplink.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Movement;
import dev.uplink.schemas.id.CommitSha;
import java.nio.ByteBuffer;
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

  /** Marks were once the last 16 digits, and a branch that rests for years keeps them. */
  @Test
  void whatWasNotedByTheEndsOfHashesIsStillFound() {
    CommitSha one = sha("1");
    CommitSha two = sha("2");
    ByteBuffer row = ByteBuffer.allocate(2 * Long.BYTES);
    row.putLong(0x1111111111111111L).putLong(0x2222222222222222L).flip();

    Trail trail = Trail.read(row);

    assertThat(trail.has(one)).isTrue();
    assertThat(trail.has(new Movement(one, two))).isTrue();
    assertThat(trail.has(sha("3"))).isFalse();
    assertThat(trail.then(two, sha("3")).has(new Movement(two, sha("3")))).isTrue();
    assertThat(trail.then(two, sha("3")).size()).as("it goes on from there").isEqualTo(3);
  }

  private static CommitSha sha(String digit) {
    return new CommitSha(digit.repeat(40));
  }

  private static CommitSha withOneAt(int digit) {
    return new CommitSha("0".repeat(digit) + "1" + "0".repeat(39 - digit));
  }
}
