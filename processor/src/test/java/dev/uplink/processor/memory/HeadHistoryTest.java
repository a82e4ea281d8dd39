package dev.uplink.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Movement;
import dev.uplink.schemas.id.CommitSha;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeadHistoryTest {
  /** Also 39 of 40 digits in common do not make two commits one. */
  @Test
  void commitsAreToldApartByEveryDigitOfTheirHashes() {
    List<CommitSha> commits = IntStream.range(0, 40).mapToObj(HeadHistoryTest::withOneAt).toList();
    for (CommitSha stood : commits) {
      HeadHistory history = HeadHistory.EMPTY.then(null, stood);

      assertThat(commits.stream().filter(history::has)).containsExactly(stood);
    }
  }

  @Test
  void whereNobodySaidFromWhereTheBranchCameNoCommitIsMeant() {
    HeadHistory history = HeadHistory.EMPTY.then(null, withOneAt(0)).then(null, withOneAt(1));

    assertThat(history.has(withOneAt(2))).isFalse();
  }

  /** Marks were once the last 16 digits, and a branch that rests for years keeps them. */
  @Test
  void whatWasNotedByTheEndsOfHashesIsStillFound() {
    CommitSha one = sha("1");
    CommitSha two = sha("2");
    ByteBuffer row = ByteBuffer.allocate(2 * Long.BYTES);
    row.putLong(0x1111111111111111L).putLong(0x2222222222222222L).flip();

    HeadHistory history = HeadHistory.read(row);

    assertThat(history.has(one)).isTrue();
    assertThat(history.has(new Movement(one, two))).isTrue();
    assertThat(history.has(sha("3"))).isFalse();
    assertThat(history.then(two, sha("3")).has(new Movement(two, sha("3")))).isTrue();
    assertThat(history.then(two, sha("3")).size()).as("it goes on from there").isEqualTo(3);
  }

  @Test
  void aPageAndWhatGoesOnFromItAreOneWay() {
    HeadHistory page = HeadHistory.EMPTY.then(null, sha("1")).then(sha("1"), sha("2"));
    HeadHistory row = page.end().then(sha("2"), sha("3"));

    HeadHistory whole = page.followedBy(row);

    assertThat(whole.size()).isEqualTo(3);
    assertThat(whole.has(new Movement(sha("1"), sha("2")))).isTrue();
    assertThat(whole.has(new Movement(sha("2"), sha("3")))).isTrue();
  }

  private static CommitSha sha(String digit) {
    return new CommitSha(digit.repeat(40));
  }

  private static CommitSha withOneAt(int digit) {
    return new CommitSha("0".repeat(digit) + "1" + "0".repeat(39 - digit));
  }
}
