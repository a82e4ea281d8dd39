package dev.uplink.schemas.streams;

import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.StreamsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local copy of an application's state. Whoever was away reads on from where they stopped; but
 * a topic forgets after a while what was deleted in between, and a copy that never hears of it
 * keeps ghosts. So a copy that is too old is given up, and read from Kafka anew.
 */
public final class StateFolder {
  private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);

  /** Half of how long Streams' own topics keep tombstones, which is the shortest of all. */
  public static final Duration LONGEST_ABSENCE = Duration.ofHours(12);

  private final Path folder;
  private final InstantSource clock;

  StateFolder(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  public static StateFolder of(Settings settings, String applicationId, InstantSource clock) {
    return new StateFolder(settings.get(StreamsSettings.STATE_DIR).resolve(applicationId), clock);
  }

  /** To be called before the application has opened it. Returns whether it was given up. */
  public boolean forgetIfStale() {
    Optional<Instant> lastChange = lastChange();
    if (lastChange.isEmpty() || lastChange.get().plus(LONGEST_ABSENCE).isAfter(clock.instant())) {
      return false;
    }
    LOG.info("state of {} is from {}: it is read from Kafka anew", folder, lastChange.get());
    everything().reversed().forEach(StateFolder::delete);
    return true;
  }

  /** Of any file, since a running application changes some all the time; empty if there is none. */
  private Optional<Instant> lastChange() {
    return everything().stream()
        .filter(Files::isRegularFile)
        .map(StateFolder::lastModified)
        .max(Comparator.naturalOrder());
  }

  /** Folders before what is in them. */
  private List<Path> everything() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
