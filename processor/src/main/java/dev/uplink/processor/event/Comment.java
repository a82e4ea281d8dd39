package dev.uplink.processor.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a pull request.
 *
 * @param id unique in the repository; null when the body does not say
 * @param authorIds all that the body calls its author by, and who sent it (Cloud: uuid with its
 *     braces, and account_id; Data Center: name and slug), lower case; empty when it does not say
 * @param text as written
 */
public record Comment(@Nullable Long id, Set<String> authorIds, String text) {
  public Comment {
    authorIds = Set.copyOf(authorIds);
  }
}
