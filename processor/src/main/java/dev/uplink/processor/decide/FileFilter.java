package dev.uplink.processor.decide;

import dev.uplink.schemas.glob.Glob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the files of one event with what its targets look at, once for all that look at the
 * same. Thousands of targets and of files could keep a stream thread for minutes; beyond a bound
 * the rest counts as affected.
 */
final class FileFilter {
  /** About so many comparisons of a character of a path with one of a glob: a second or two. */
  private static final long MOST_WORK = 200_000_000;

  /** What a target looks at, in which files. */
  private record Look(String root, List<Glob> globs, List<String> paths) {}

  private final Map<Look, Affected> looks = new HashMap<>();
  private long work;

  Affected of(Target target, ChangedFiles files) {
    return switch (files) {
      case ChangedFiles.NotAsked _, ChangedFiles.Unknown _ -> Affected.of(target, files);
      case ChangedFiles.Known(List<String> paths) ->
          looks.computeIfAbsent(
              new Look(target.source().projectRoot(), target.source().globs(), paths),
              look -> look(target, look));
    };
  }

  private Affected look(Target target, Look look) {
    long perCharacter = 1 + globCharacters(look.globs());
    work += characters(look.paths()) * perCharacter;
    return Affected.of(
        target,
        work > MOST_WORK
            ? new ChangedFiles.Unknown("too many files and globs to compare")
            : new ChangedFiles.Known(look.paths()));
  }

  private static long characters(List<String> texts) {
    return texts.stream().mapToLong(String::length).sum();
  }

  private static long globCharacters(List<Glob> globs) {
    return globs.stream().mapToLong(glob -> glob.toString().length()).sum();
  }
}
