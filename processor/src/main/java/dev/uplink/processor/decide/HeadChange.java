package dev.uplink.processor.decide;

import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/** What a push changes in what is known of a branch. */
public sealed interface HeadChange {
  String branch();

  /** The branch stands at a commit now; {@code from} is where it came from, if that is told. */
  record Moved(String branch, @Nullable CommitSha from, CommitSha to) implements HeadChange {}

  /** The branch is gone, and with it its history. */
  record Gone(String branch) implements HeadChange {}
}
