package dev.uplink.processor.memory;

import dev.uplink.schemas.id.CommitSha;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a branch stands and how it got there lately. Kept as bytes: how many pages were filled, the
 * head's hash, and its history.
 *
 * @param pages that were filled with what came before the history, also those that were dropped
 *     since
 * @param history ends with the head
 */
record BranchRow(long pages, CommitSha head, HeadHistory history) {
  private static final int HASH_BYTES = 20;

  static BranchRow parse(byte[] row) {
    ByteBuffer bytes = ByteBuffer.wrap(row);
    long pages = bytes.getLong();
    byte[] hash = new byte[HASH_BYTES];
    bytes.get(hash);
    return new BranchRow(
        pages, new CommitSha(HexFormat.of().formatHex(hash)), HeadHistory.read(bytes));
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + HASH_BYTES + history.bytes());
    bytes.putLong(pages).put(HexFormat.of().parseHex(head.value()));
    history.write(bytes);
    return bytes.array();
  }

  /**
   * @param from null when it is not told
   */
  static BranchRow after(@Nullable BranchRow before, @Nullable CommitSha from, CommitSha to) {
    return before == null
        ? new BranchRow(0, to, HeadHistory.EMPTY.then(from, to))
        : new BranchRow(before.pages, to, before.history.then(from, to));
  }

  /** The history has become a page of its own. */
  BranchRow turned() {
    return new BranchRow(pages + 1, head, history.end());
  }
}
