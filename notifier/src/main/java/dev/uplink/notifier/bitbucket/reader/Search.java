package dev.uplink.notifier.bitbucket.reader;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What names are looked for.
 *
 * @param text part of a name, or all of it; null for every name
 * @param limit how many names are wanted at most
 */
public record Search(@Nullable String text, int limit) {
  /** Bitbucket's own filters have no case either. */
  boolean matches(String name) {
    return text == null || name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * Of repositories, whose names are {@code namespace/repository}: the part before the slash; null
   * without a slash.
   */
  @Nullable String namespace() {
    int slash = text == null ? -1 : text.indexOf('/');
    return text == null || slash < 1 ? null : text.substring(0, slash);
  }

  /** The part behind the slash, or all of it; null where nothing is left to look for. */
  @Nullable String repository() {
    if (text == null) {
      return null;
    }
    String rest = text.substring(text.indexOf('/') + 1);
    return rest.isEmpty() ? null : rest;
  }
}
