package dev.uplink.processor.memory;

import dev.uplink.processor.decide.HeadChange;
import dev.uplink.processor.decide.Movement;
import dev.uplink.processor.decide.Ref;
import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The head of each ref, and the last hashes it stood at: a row with the head and the newest, which
 * is all that a push needs that goes on from the head, and pages with older ones. A deleted ref
 * leaves nothing behind here.
 */
final class Branches {
  private static final String NAME = "branches";

  /** Hashes in a history when it becomes a page; the last of them also begins the next. */
  private static final int PAGE = 64;

  /** Twice as many as they are: where nobody told from where, a mark is spent on that. */
  private static final int PAGES_KEPT = Math.ceilDiv(2 * Limits.HASHES_PER_BRANCH, PAGE - 1);

  private final KeyValueStore<String, byte[]> rows;

  Branches(KeyValueStore<String, byte[]> rows) {
    this.rows = rows;
  }

  static Branches of(ProcessorContext<?, ?> context) {
    return new Branches(context.getStateStore(NAME));
  }

  /** Cached: a busy branch changes more often than it is committed. */
  static StoreBuilder<?> store(StoreSuppliers suppliers) {
    return Stores.keyValueStoreBuilder(
            suppliers.keyValue(NAME), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  /** Puts a row into the store that is nobody's. */
  void remember(String mark) {
    rows.put(mark, new byte[0]);
  }

  Optional<CommitSha> head(RepositoryKey repository, Ref ref) {
    return Optional.ofNullable(read(Rows.of(repository, ref))).map(BranchRow::head);
  }

  boolean hasPassed(RepositoryKey repository, Ref ref, CommitSha commit) {
    return isNoted(Rows.of(repository, ref), history -> history.has(commit));
  }

  boolean hasPassedAfter(RepositoryKey repository, Ref ref, CommitSha commit, CommitSha earlier) {
    return isNoted(Rows.of(repository, ref), new PassedAfter(commit, earlier));
  }

  boolean hasMade(RepositoryKey repository, Ref ref, Movement movement) {
    return isNoted(Rows.of(repository, ref), history -> history.has(movement));
  }

  /** Where the ref stood last; empty when it is not known. */
  HeadHistory newest(RepositoryKey repository, Ref ref) {
    String branch = Rows.of(repository, ref);
    @Nullable BranchRow row = read(branch);
    if (row == null) {
      return HeadHistory.EMPTY;
    }
    // A row that has just turned its page has little else.
    return row.pages() == 0
        ? row.history()
        : page(branch, row.pages() - 1).followedBy(row.history());
  }

  void apply(RepositoryKey repository, HeadChange change) {
    String branch = Rows.of(repository, change.ref());
    switch (change) {
      case HeadChange.Moved moved -> move(branch, moved.from(), moved.to());
      case HeadChange.Gone _ -> forget(branch);
    }
  }

  private void move(String branch, @Nullable CommitSha from, CommitSha to) {
    BranchRow row = BranchRow.after(read(branch), from, to);
    if (row.history().size() >= PAGE) {
      ByteBuffer page = ByteBuffer.allocate(row.history().bytes());
      row.history().write(page);
      rows.put(pageKey(branch, row.pages()), page.array());
      row = row.turned();
      if (row.pages() > PAGES_KEPT) {
        rows.delete(pageKey(branch, row.pages() - PAGES_KEPT - 1));
      }
    }
    rows.put(branch, row.bytes());
  }

  /** As if it had never been heard of. */
  void forget(RepositoryKey repository, Ref ref) {
    forget(Rows.of(repository, ref));
  }

  private void forget(String branch) {
    @Nullable BranchRow row = read(branch);
    if (row != null) {
      pages(row).forEach(page -> rows.delete(pageKey(branch, page)));
      rows.delete(branch);
    }
  }

  /**
   * @param where asked from the newest history back
   */
  private boolean isNoted(String branch, Predicate<HeadHistory> where) {
    @Nullable BranchRow row = read(branch);
    return row != null
        && (where.test(row.history())
            || pages(row).anyMatch(page -> where.test(page(branch, page))));
  }

  /** Numbers of those that are kept, from the newest. */
  private static LongStream pages(BranchRow row) {
    return LongStream.iterate(row.pages() - 1, page -> page - 1)
        .limit(Math.min(row.pages(), PAGES_KEPT));
  }

  private HeadHistory page(String branch, long page) {
    byte @Nullable [] row = rows.get(pageKey(branch, page));
    return row == null ? HeadHistory.EMPTY : HeadHistory.read(ByteBuffer.wrap(row));
  }

  private @Nullable BranchRow read(String branch) {
    byte @Nullable [] row = rows.get(branch);
    return row == null ? null : BranchRow.parse(row);
  }

  private static String pageKey(String branch, long page) {
    return branch + Rows.END + page;
  }

  /** To be asked of one history after the other, from the newest back. */
  private static final class PassedAfter implements Predicate<HeadHistory> {
    private final CommitSha commit;
    private final CommitSha earlier;
    private boolean passed;

    private PassedAfter(CommitSha commit, CommitSha earlier) {
      this.commit = commit;
      this.earlier = earlier;
    }

    @Override
    public boolean test(HeadHistory history) {
      int end = passed ? history.size() : history.lastOf(commit);
      passed = end >= 0;
      return passed && history.hasBefore(end, earlier);
    }
  }
}
