package dev.uplink.notifier.aggregate;

import java.util.Optional;

/** To which repository a commit was pushed, as far as decisions say. */
public sealed interface Whereabouts permits Whereabouts.Home, Fork, Whereabouts.Unsaid {
  /** It was pushed to the repository itself, wherever else it may be. */
  record Home() implements Whereabouts {}

  /** Nothing was said. Statuses are told as if it were at home. */
  record Unsaid() implements Whereabouts {}

  /** What is known when this is said after it. Whether it came home first or last is the same. */
  default Whereabouts after(Whereabouts known) {
    return switch (this) {
      case Home home -> home;
      case Unsaid _ -> known;
      case Fork fork ->
          switch (known) {
            case Home home -> home;
            case Unsaid _ -> fork;
            // Another fork may have the commit too; the first keeps the statuses that it has. Of
            // one pull request the later name counts: forks are renamed and moved.
            case Fork before -> before.pullRequestId() == fork.pullRequestId() ? fork : before;
          };
    };
  }

  /** The fork in which it is. */
  default Optional<Fork> fork() {
    return this instanceof Fork fork ? Optional.of(fork) : Optional.empty();
  }
}
