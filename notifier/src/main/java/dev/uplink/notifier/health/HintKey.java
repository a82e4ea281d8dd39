package dev.uplink.notifier.health;

import dev.uplink.schemas.avro.HintKind;
import java.util.Comparator;
import java.util.Locale;

/**
 * What should be put right in Bitbucket.
 *
 * @param subject where
 */
record HintKey(HintKind kind, String subject) implements Comparable<HintKey> {
  /** Scopes are few, and go before any number of workspaces. */
  private static final Comparator<HintKey> ORDER =
      Comparator.<HintKey, Boolean>comparing(key -> !key.isOfScope())
          .thenComparing(HintKey::kind)
          .thenComparing(HintKey::subject);

  /** That Cloud's app Pull Request Commit Links does not work in a workspace. */
  static HintKey commitLinks(String workspace) {
    return new HintKey(HintKind.COMMIT_LINKS_MISSING, workspace.toLowerCase(Locale.ROOT));
  }

  /** That the credentials lack a scope, wherever they are used. */
  static HintKey scope(Area area) {
    return new HintKey(HintKind.SCOPE_MISSING, area.name());
  }

  boolean isOfScope() {
    return kind == HintKind.SCOPE_MISSING;
  }

  @Override
  public int compareTo(HintKey other) {
    return ORDER.compare(this, other);
  }
}
