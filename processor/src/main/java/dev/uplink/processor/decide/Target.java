package dev.uplink.processor.decide;

import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.CommentCommand;
import dev.uplink.schemas.glob.Glob;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stack or module, as far as decisions look at it. */
public record Target(
    TargetName name, AccountId account, String spaceId, Source source, Rules rules, State state) {

  /**
   * Where its code is.
   *
   * @param integrationId null means the product's default integration
   * @param branch the tracked branch
   * @param projectRoot empty for all of the repository
   * @param globs further paths whose changes matter
   */
  public record Source(
      BitbucketProduct product,
      @Nullable String integrationId,
      RepositoryName repository,
      String branch,
      String projectRoot,
      List<Glob> globs) {
    public Source {
      globs = List.copyOf(globs);
    }
  }

  /**
   * What may start its runs beside pushes and pull requests of its own repository.
   *
   * @param allowFork whether pull requests from forks may
   * @param trackTags the tags that start tracked runs; null for none
   * @param comments what comments on pull requests may ask for
   */
  public record Rules(boolean allowFork, @Nullable Glob trackTags, Set<CommentCommand> comments) {
    /** What holds unless somebody says otherwise. */
    public static final Rules DEFAULT = new Rules(false, null, Set.of(CommentCommand.PROPOSE));

    public Rules {
      comments = Set.copyOf(comments);
    }

    boolean tracksTag(String tag) {
      return trackTags != null && trackTags.matches(tag);
    }
  }

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
