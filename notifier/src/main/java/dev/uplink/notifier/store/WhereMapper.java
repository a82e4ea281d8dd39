package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.aggregate.Whereabouts;
import dev.uplink.notifier.store.avro.StoredFork;
import org.jspecify.annotations.Nullable;

/** Where commits are, in two fields of a row: rows of earlier versions have neither. */
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
    return toRow(where.fork().or(where::alsoIn).orElse(null));
  }

  static @Nullable Fork fromRow(@Nullable StoredFork row) {
    return row == null
        ? null
        : new Fork(row.getNamespace(), row.getRepository(), row.getPullRequestId());
  }

  static Whereabouts fromRow(boolean home, @Nullable StoredFork row) {
    @Nullable Fork fork = fromRow(row);
    if (fork != null) {
      return home ? new Whereabouts.Both(fork) : fork;
    }
    return home ? new Whereabouts.Home() : new Whereabouts.Unsaid();
  }
}
