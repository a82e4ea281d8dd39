package dev.uplink.notifier.aggregate;

import java.util.Optional;

/** To which repository a commit was pushed, as far as decisions say. */
public sealed interface Whereabouts
    permits Whereabouts.Home, Fork, Whereabouts.Both, Whereabouts.Unsaid {
  /** It was pushed to the repository itself, wherever else it may be. */
  record Home() implements Whereabouts {}

  /** It was brought by a pull request of the fork, and pushed to the repository itself. */
  record Both(Fork besides) implements Whereabouts {}

  /** Nothing was said. Statuses are told as if it were at home. */
  record Unsaid() implements Whereabouts {}

  /**
   * What is known when this is said after it. Where statuses were once told they have to be told
   * on, or one in progress would stay so there.
   */
  default Whereabouts after(Whereabouts known) {
    return switch (this) {
      case Home home ->
          switch (known) {
            case Home _, Unsaid _ -> home;
            case Fork before -> new Both(before);
            case Both both -> both;
          };
      case Both both -> both;
      case Unsaid _ -> known;
      case Fork fork ->
          switch (known) {
            case Home _ -> new Both(fork);
            case Both both -> both;
            case Unsaid _ -> fork;
            // Another fork may have the commit too; the first keeps the statuses that it has. Of
            // one pull request the later name counts: forks are renamed and moved.
            case Fork before -> before.pullRequestId() == fork.pullRequestId() ? fork : before;
          };
    };
  }

  /** The fork in which it is, and in no other repository that statuses are told in. */
  default Optional<Fork> fork() {
    return this instanceof Fork fork ? Optional.of(fork) : Optional.empty();
  }

  /** The fork in which it is besides the repository itself. */
  default Optional<Fork> alsoIn() {
    return this instanceof Both(Fork besides) ? Optional.of(besides) : Optional.empty();
  }
}
