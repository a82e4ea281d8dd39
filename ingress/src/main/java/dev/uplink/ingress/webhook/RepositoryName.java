package dev.uplink.ingress.webhook;

import java.util.Optional;

/** A repository as a body names it: workspace or project key, and slug, in Bitbucket's own case. */
record RepositoryName(String namespace, String repository) {
  private static final int LONGEST = 255;

  /** What stands for the namespace in the key of a webhook that names no repository. */
  private static final String NO_NAMESPACE = "-";

  /** Empty for names that Bitbucket never gives and that would not survive in a record's key. */
  static Optional<RepositoryName> of(String namespace, String repository) {
    return isName(namespace) && !namespace.equals(NO_NAMESPACE) && isName(repository)
        ? Optional.of(new RepositoryName(namespace, repository))
        : Optional.empty();
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.codePoints().allMatch(RepositoryName::belongsInName);
  }

  /** A lone surrogate has no UTF-8: the key read back would not be the key written. */
  private static boolean belongsInName(int character) {
    return character != '/'
        && !Character.isISOControl(character)
        && !Character.isWhitespace(character)
        && !Character.isSpaceChar(character)
        && Character.getType(character) != Character.SURROGATE;
  }
}
