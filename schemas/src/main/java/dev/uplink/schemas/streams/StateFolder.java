package dev.uplink.schemas.streams;

import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.StreamsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local copy of an application's state. Whoever was away reads on from where they stopped; but
 * a topic forgets after a while what was deleted in between, and a copy that never hears of it
 * keeps ghosts. So what was not written for too long is given up, and read from Kafka anew; that
 * costs time where nothing was missed, and never more.
 */
public final class StateFolder {
  private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);

  /** Half of how long Streams' own topics keep tombstones, which is the shortest of all. */
  public static final Duration LONGEST_ABSENCE = Duration.ofHours(12);

  /** Held by whoever uses the folder. */
  private static final String LOCK = ".lock";

  /** Where global stores are kept, of all catalogue topics together. */
  private static final String GLOBAL = "global";

  private final Path folder;
  private final InstantSource clock;

  StateFolder(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  public static StateFolder of(Settings settings, String applicationId, InstantSource clock) {
    return new StateFolder(settings.get(StreamsSettings.STATE_DIR).resolve(applicationId), clock);
  }

  /**
   * To be called before the application opens it. Looks at each task's part by itself. Nothing is
   * touched while another process has the folder; whoever opens it next will say so.
   */
  public void forgetWhatIsStale() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      if (lock != null) {
        parts().stream().filter(this::isStale).forEach(StateFolder::forget);
      }
    } catch (OverlappingFileLockException anotherOfThisProcess) {
      LOG.warn("state of {} is in use", folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be called before the application opens it: the catalogue is read from its beginning. */
  void forgetCatalogue() {
    Path global = folder.resolve(GLOBAL);
    if (Files.isDirectory(global)) {
      forget(global);
    }
  }

  /** The ids of the topics that it was made of. */
  KnownTopics topics() {
    return KnownTopics.beside(folder);
  }

  /** The rows of all stores that the application has of its own. */
  List<LocalRows> rows() {
    return LocalRows.in(folder);
  }

  /** Everything is read from Kafka anew; under the lock. */
  void forgetEverything() throws IOException {
    parts().forEach(StateFolder::forget);
    Files.deleteIfExists(topics().file());
  }

  /**
   * Keeps the application from opening it until this is closed.
   *
   * @throws IllegalStateException if somebody has it
   */
  AutoCloseable lock() throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new IllegalStateException("the state in " + folder + " is in use: stop the service");
    }
    return channel;
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(Files::isDirectory).toList();
    }
  }

  private boolean isStale(Path part) {
    return everything(part).stream()
        .filter(Files::isRegularFile)
        .map(StateFolder::lastModified)
        .max(Comparator.naturalOrder())
        .filter(last -> !last.plus(LONGEST_ABSENCE).isAfter(clock.instant()))
        .isPresent();
  }

  private static void forget(Path part) {
    LOG.info("state in {} is given up: it is read from Kafka anew", part);
    everything(part).reversed().forEach(StateFolder::delete);
  }

  /** Folders before what is in them. */
  private static List<Path> everything(Path part) {
    try (Stream<Path> paths = Files.walk(part)) {
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
