package dev.uplink.notifier.bitbucket.reader;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Repositories or branches that were found.
 *
 * @param names the one that is exactly what was looked for comes first
 * @param isComplete whether these are all that match
 * @param exact whether what was looked for is a whole name; null where that could not be told, or
 *     nothing was looked for
 * @param remark what else there is to say, for people; null for nothing
 */
public record Names(
    List<String> names, boolean isComplete, @Nullable Boolean exact, @Nullable String remark) {
  public Names {
    names = List.copyOf(names);
  }
}
