package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.aggregate.Whereabouts;
import dev.uplink.notifier.store.avro.StoredFork;
import org.jspecify.annotations.Nullable;

/**
 * Where commits are, in fields of a row of which earlier versions have none, or not the last: it
 * makes their instances stand still rather than take one of two places for all.
 */
final class WhereMapper {
  private WhereMapper() {}

  static boolean isHome(Whereabouts where) {
    return where instanceof Whereabouts.Home || where instanceof Whereabouts.Both;
  }

  static @Nullable StoredFork toRow(@Nullable Fork fork) {
    return fork == null
        ? null
        : new StoredFork(fork.namespace(), fork.repository(), fork.pullRequestId());
  }

  static @Nullable StoredFork fork(Whereabouts where) {
    return toRow(where.fork().orElse(null));
  }

  static @Nullable Fork fromRow(@Nullable StoredFork row) {
    return row == null
        ? null
        : new Fork(row.getNamespace(), row.getRepository(), row.getPullRequestId());
  }

  static Whereabouts fromRow(boolean home, @Nullable StoredFork only, @Nullable StoredFork alsoIn) {
    @Nullable Fork besides = fromRow(alsoIn);
    if (besides != null) {
      return new Whereabouts.Both(besides);
    }
    @Nullable Fork fork = fromRow(only);
    if (fork != null) {
      return fork;
    }
    return home ? new Whereabouts.Home() : new Whereabouts.Unsaid();
  }
}
