package dev.uplink.processor.event;

import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/**
 * One ref of a push.
 *
 * @param name the short name; a tag may bear a branch's name, so only the type tells them apart
 * @param from where it stood; null when it was created, or the body does not say. Of an annotated
 *     tag Data Center tells the tag object, which is no commit but tells one movement from another
 * @param to where it stands; null when it was deleted. On a branch always a commit; on a tag null
 *     also when the body only names the tag object
 * @param deleted whether the ref is gone
 * @param forced whether Bitbucket says that history was rewritten; Data Center never says
 */
public record RefChange(
    RefType type,
    String name,
    @Nullable CommitSha from,
    @Nullable CommitSha to,
    boolean deleted,
    boolean forced) {
  public RefChange {
    if (type == RefType.BRANCH && !deleted && to == null) {
      throw new IllegalArgumentException("to: a branch that exists points to a commit");
    }
  }

  /** Whether it is a branch that points to a commit, the only kind of change that starts runs. */
  public boolean movesBranch() {
    return type == RefType.BRANCH && !deleted;
  }
}
