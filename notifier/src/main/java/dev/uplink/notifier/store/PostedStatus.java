package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.schemas.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * What was last posted under a key.
 *
 * @param targetId whose individual status it is; null for a group's
 * @param run the run it shows; null for a group's
 */
public record PostedStatus(
    @Nullable String targetId, @Nullable RunId run, Appearance shown, long revision) {

  /** A group's, as posted first. */
  public static PostedStatus of(Appearance shown) {
    return new PostedStatus(null, null, shown, 1);
  }

  /** A target's, as posted first. */
  public static PostedStatus of(Run run, Appearance shown) {
    return new PostedStatus(run.target().id(), run.id(), shown, 1);
  }

  /** The revision grows only when Bitbucket would show something else. */
  public PostedStatus followedBy(PostedStatus next) {
    Appearance appearance = next.shown().under(shown.refName());
    long nextRevision = appearance.equals(shown) ? revision : revision + 1;
    return new PostedStatus(next.targetId(), next.run(), appearance, nextRevision);
  }
}
