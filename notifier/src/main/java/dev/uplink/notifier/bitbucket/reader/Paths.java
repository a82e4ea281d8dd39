package dev.uplink.notifier.bitbucket.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.Limits;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the paths of changed files, as many as one answer may have. */
final class Paths {
  /** Of file systems; a longer one is no file's. */
  private static final int LONGEST = 4_096;

  private final Set<String> paths = new LinkedHashSet<>();
  private long bytes;
  private boolean truncated;

  /**
   * One change. Without a path it may have changed anything, and so may one whose path cannot be
   * written down as it is.
   *
   * @param oldPath null where it had none, or was not told
   * @param newPath the same
   * @return whether there is room for more
   */
  boolean add(@Nullable String oldPath, @Nullable String newPath) {
    if (oldPath == null && newPath == null) {
      truncated = true;
    }
    if (oldPath != null) {
      add(oldPath);
    }
    if (newPath != null) {
      add(newPath);
    }
    return !truncated;
  }

  /** There are more that were not told. */
  void cutOff() {
    truncated = true;
  }

  ChangedFiles end() {
    return new ChangedFiles(truncated ? List.of() : new ArrayList<>(paths), truncated);
  }

  private void add(String path) {
    // Checked first: a lone half of a character would be written as another one.
    if (path.isEmpty() || path.length() > LONGEST || !UTF_8.newEncoder().canEncode(path)) {
      truncated = true;
      return;
    }
    if (paths.add(path)) {
      bytes += path.getBytes(UTF_8).length;
    }
    truncated |= paths.size() > Limits.LOOKUP_PATHS || bytes > Limits.LOOKUP_PATH_BYTES;
  }
}
