package dev.uplink.notifier.bitbucket.reader;

import java.util.List;

/**
 * Paths of changed files, of a renamed one the old and the new.
 *
 * @param paths empty when there were too many: nothing may rest on a part of them
 * @param truncated whether there were more than are told, or one that cannot be told
 */
public record ChangedFiles(List<String> paths, boolean truncated) {
  public ChangedFiles {
    paths = truncated ? List.of() : List.copyOf(paths);
  }
}
