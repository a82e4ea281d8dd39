package dev.uplink.processor.memory;

import dev.uplink.processor.decide.HeadChange;
import dev.uplink.processor.decide.Movement;
import dev.uplink.processor.decide.Ref;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;

/**
 * Where branches and tags stood lately that were deleted, beside the deliveries that told of it:
 * what another hook tells of them late would look like news of a new one. As long as deliveries are
 * remembered; when a ref is deleted again, of its last time only.
 */
final class DeletedRefs {
  private final ExpiringIndex<String> deliveries;
  private final Branches branches;

  DeletedRefs(ExpiringIndex<String> deliveries, Branches branches) {
    this.deliveries = deliveries;
    this.branches = branches;
  }

  boolean hasPassed(RepositoryKey repository, Ref ref, CommitSha commit, Instant now) {
    return history(repository, ref, now).has(commit);
  }

  boolean hasMade(RepositoryKey repository, Ref ref, Movement movement, Instant now) {
    return history(repository, ref, now).has(movement);
  }

  /** To be called while the ref is there still. */
  void noteBefore(HeadChange change, RepositoryKey repository, Instant now) {
    switch (change) {
      case HeadChange.Moved _ -> {
        // It is there still.
      }
      case HeadChange.Gone(Ref ref) ->
          deliveries.replace(row(repository, ref), text(branches.newest(repository, ref)), now);
    }
  }

  private static String text(HeadHistory history) {
    ByteBuffer bytes = ByteBuffer.allocate(history.bytes());
    history.write(bytes);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Nobody deletes a pull request's ref, and to look for it would cost each of its events. */
  private HeadHistory history(RepositoryKey repository, Ref ref, Instant now) {
    return ref.pullRequestId().isPresent()
        ? HeadHistory.EMPTY
        : deliveries
            .find(row(repository, ref), now)
            .map(text -> HeadHistory.read(ByteBuffer.wrap(Base64.getDecoder().decode(text))))
            .orElse(HeadHistory.EMPTY);
  }

  /** No delivery has such an id: those are hashes. */
  private static String row(RepositoryKey repository, Ref ref) {
    return "deleted/" + Rows.of(repository, ref);
  }
}
