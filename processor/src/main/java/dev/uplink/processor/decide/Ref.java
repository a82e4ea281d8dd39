package dev.uplink.processor.decide;

import java.util.OptionalLong;

/**
 * What points to one commit after another, and wants runs of the one it points to.
 *
 * @param key unique among all refs of a repository; a branch's is its name
 */
public record Ref(String key) {
  // Names of branches and tags have no control characters.
  private static final String TAG = "\u0001tag/";
  private static final String PULL_REQUEST = "\u0001pull-request/";

  public static Ref branch(String name) {
    return new Ref(name);
  }

  public static Ref tag(String name) {
    return new Ref(TAG + name);
  }

  public static Ref pullRequest(long id) {
    return new Ref(PULL_REQUEST + id);
  }

  /** Its id; empty for a branch or tag. */
  public OptionalLong pullRequestId() {
    return key.startsWith(PULL_REQUEST)
        ? OptionalLong.of(Long.parseLong(key.substring(PULL_REQUEST.length())))
        : OptionalLong.empty();
  }

  /** As people call it. */
  String words() {
    if (key.startsWith(TAG)) {
      return "tag " + key.substring(TAG.length());
    }
    return key.startsWith(PULL_REQUEST)
        ? "pull request " + key.substring(PULL_REQUEST.length())
        : "branch " + key;
  }
}
