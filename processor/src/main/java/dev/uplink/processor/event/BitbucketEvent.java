package dev.uplink.processor.event;

import dev.uplink.schemas.avro.IgnoredReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One webhook, in the words both products share. */
public sealed interface BitbucketEvent {

  /** In Bitbucket's own case; null when the body names none. */
  @Nullable RepositoryName repository();

  /** Refs that moved. Never empty: a push without changes is {@link NothingToDecide}. */
  record Push(RepositoryName repository, List<RefChange> changes) implements BitbucketEvent {
    public Push {
      changes = List.copyOf(changes);
    }
  }

  /** An event that leads to no run, whatever the catalogue says. */
  record NothingToDecide(@Nullable RepositoryName repository, IgnoredReason reason)
      implements BitbucketEvent {}
}
