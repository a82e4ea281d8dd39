package dev.uplink.processor.decide;

import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import org.jspecify.annotations.Nullable;

/** A stack or module, as far as decisions look at it. */
public record Target(
    TargetName name, AccountId account, String spaceId, Source source, State state) {

  /**
   * Where its code is.
   *
   * @param integrationId null means the product's default integration
   * @param branch the tracked branch
   * @param projectRoot empty for all of the repository
   */
  public record Source(
      BitbucketProduct product,
      @Nullable String integrationId,
      RepositoryName repository,
      String branch,
      String projectRoot) {}

  /**
   * Whether it may run.
   *
   * @param detachedFrom the integration it lost; null while it is not detached
   */
  public record State(boolean detached, @Nullable String detachedFrom, boolean disabled) {
    /** Of one that was not detached. */
    public static State attached(boolean disabled) {
      return new State(false, null, disabled);
    }
  }
}
