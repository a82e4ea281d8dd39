package dev.uplink.processor.decide;

import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/** What an event changes in what is known of a ref. */
public sealed interface HeadChange {
  Ref ref();

  /** It stands at a commit now; {@code from} is where it came from, if that is told. */
  record Moved(Ref ref, @Nullable CommitSha from, CommitSha to) implements HeadChange {}

  /** It is gone, and with it its history. */
  record Gone(Ref ref) implements HeadChange {}
}
