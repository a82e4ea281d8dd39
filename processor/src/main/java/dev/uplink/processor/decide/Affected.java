package dev.uplink.processor.decide;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether changed files matter to a target.
 *
 * @param known whether the files were known when this was found
 * @param detail what was or was not hit; null where nothing had to be looked at
 */
record Affected(boolean hit, boolean known, @Nullable String detail) {

  /** Without a project root everything in the repository matters, and nothing need be asked. */
  static boolean dependsOnFiles(Target target) {
    return !root(target).isEmpty();
  }

  static Affected of(Target target, ChangedFiles files) {
    return switch (files) {
      case ChangedFiles.NotAsked _ -> new Affected(true, false, null);
      case ChangedFiles.Unknown(String why) ->
          new Affected(
              true,
              false,
              dependsOnFiles(target) ? Detail.of("the changed files are not known: " + why) : null);
      case ChangedFiles.Known(List<String> paths) -> of(target, paths);
    };
  }

  private static Affected of(Target target, List<String> paths) {
    if (paths.isEmpty()) {
      return new Affected(false, true, Detail.of("no file has changed"));
    }
    if (!dependsOnFiles(target)) {
      return new Affected(true, true, null);
    }
    Optional<String> hit = paths.stream().filter(path -> matters(target, bare(path))).findFirst();
    return hit.map(path -> new Affected(true, true, Detail.of(path + " changed")))
        .orElseGet(
            () ->
                new Affected(
                    false,
                    true,
                    Detail.of(
                        "none of %d changed files is in %s%s: %s"
                            .formatted(
                                paths.size(),
                                root(target),
                                target.source().globs().isEmpty() ? "" : " or matches a glob",
                                Detail.paths(paths)))));
  }

  private static boolean matters(Target target, String path) {
    String root = root(target);
    return path.equals(root)
        || path.startsWith(root + "/")
        || target.source().globs().stream().anyMatch(glob -> glob.matches(path));
  }

  private static String root(Target target) {
    return bare(target.source().projectRoot());
  }

  /** Slashes at either end mean nothing, in roots as in paths. */
  private static String bare(String path) {
    int begin = 0;
    int end = path.length();
    while (begin < end && path.charAt(begin) == '/') {
      begin++;
    }
    while (end > begin && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(begin, end);
  }
}
