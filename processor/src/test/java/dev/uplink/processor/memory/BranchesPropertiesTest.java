package dev.uplink.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.HeadChange;
import dev.uplink.processor.decide.Movement;
import dev.uplink.processor.decide.Ref;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** What is kept of a branch, beside what two sets would know of it. */
class BranchesPropertiesTest {
  private static final RepositoryKey REPOSITORY =
      RepositoryKey.parse("acme/bitbucket-cloud/acme/network");
  private static final Ref MAIN = Ref.branch("main");
  private static final int COMMITS = 40;

  /** By their numbers; each is asked for thousands of times. */
  private static final List<CommitSha> SHAS =
      IntStream.rangeClosed(0, COMMITS)
          .mapToObj(commit -> new CommitSha("%040x".formatted(commit)))
          .toList();

  private final KeyValueStore<String, byte[]> rows =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("branches"), Serdes.String(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();
  private final Branches branches = new Branches(rows);

  /**
   * One push.
   *
   * @param from 0 when it is not told
   */
  record Push(int from, int to) {}

  @Property(tries = 200)
  void allThatABranchHasPassedAndMadeIsKnownOverItsPages(@ForAll("pushes") List<Push> pushes) {
    open();
    Set<CommitSha> passed = new HashSet<>();
    Set<Movement> made = new HashSet<>();
    List<CommitSha> line = new ArrayList<>();
    @Nullable CommitSha head = null;
    for (Push push : pushes) {
      @Nullable CommitSha from = push.from == 0 ? null : sha(push.from);
      if (from != null && !from.equals(head)) {
        passed.add(from);
        line.add(from);
        if (head != null) {
          made.add(new Movement(head, from));
        }
      }
      head = sha(push.to);
      passed.add(head);
      line.add(head);
      if (from != null) {
        made.add(new Movement(from, head));
      }
      branches.apply(REPOSITORY, new HeadChange.Moved(MAIN, from, head));
    }

    assertThat(branches.head(REPOSITORY, MAIN)).isEqualTo(Optional.ofNullable(head));
    for (int one = 1; one <= COMMITS; one++) {
      assertThat(branches.hasPassed(REPOSITORY, MAIN, sha(one)))
          .isEqualTo(passed.contains(sha(one)));
      for (int other = 1; other <= COMMITS; other++) {
        Movement movement = new Movement(sha(one), sha(other));
        assertThat(branches.hasMade(REPOSITORY, MAIN, movement)).isEqualTo(made.contains(movement));
        int first = line.indexOf(sha(other));
        assertThat(one != other && branches.hasPassedAfter(REPOSITORY, MAIN, sha(one), sha(other)))
            .isEqualTo(one != other && first >= 0 && first < line.lastIndexOf(sha(one)));
      }
    }

    branches.forget(REPOSITORY, MAIN);
    assertThat(rows.approximateNumEntries()).isZero();
  }

  @Provide
  Arbitrary<List<Push>> pushes() {
    Arbitrary<Integer> from = Arbitraries.integers().between(0, COMMITS);
    Arbitrary<Integer> to = Arbitraries.integers().between(1, COMMITS);
    return Combinators.combine(from, to).as(Push::new).list().ofMinSize(1).ofMaxSize(300);
  }

  private void open() {
    MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    rows.init(context.getStateStoreContext(), rows);
  }

  private static CommitSha sha(int commit) {
    return SHAS.get(commit);
  }
}
