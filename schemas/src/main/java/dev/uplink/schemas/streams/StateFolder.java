package dev.uplink.schemas.streams;

import dev.uplink.schemas.settings.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
   * To be called when the application is built, which keeps other processes out, and before it
   * opens its state. Looks at each task's part by itself.
   */
  void forgetWhatIsStale() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    delete(aside());
    try {
      parts().stream().filter(this::isStale).forEach(this::forget);
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

  /** Says on the disk that it changes from now on; to be called before the application opens it. */
  void noteOpened() {
    try {
      Files.createDirectories(folder.getParent());
      try (FileChannel mark =
          FileChannel.open(openMark(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        mark.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that all there was to write is on the disk. */
  void noteClosed() {
    try {
      Files.deleteIfExists(openMark());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether who had it last was killed. Stores bring a mark of their own to the disk, but only with
   * the first rows after a start.
   */
  boolean wasLeftOpen() {
    return Files.exists(openMark());
  }

  /** Beside the folder, as the list of topics. */
  private Path openMark() {
    return folder.resolveSibling(folder.getFileName() + ".open");
  }

  /** All stores that the application has of its own. */
  List<LocalStore> stores() {
    return LocalStore.in(folder);
  }

  /**
   * Everything is read from Kafka anew; under the lock. Whoever breaks off leaves either all of it
   * or nothing that anybody opens; and the list of topics goes last, by which a state is recognized
   * that must not be opened.
   */
  void forgetEverything() throws IOException {
    delete(aside());
    Files.move(folder, aside(), StandardCopyOption.ATOMIC_MOVE);
    LOG.info("state in {} is given up: it is read from Kafka anew", folder);
    noteClosed();
    Files.deleteIfExists(topics().file());
    delete(aside());
  }

  /**
   * Keeps the application from opening it until this is closed.
   *
   * @throws RefillRefusedException if somebody has it
   */
  Closeable lock() throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new RefillRefusedException("The state in " + folder + " is in use: stop the service");
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

  /** Moved first: half a database must never be opened. */
  private void forget(Path part) {
    LOG.info("state in {} is given up: it is read from Kafka anew", part);
    delete(aside());
    try {
      Files.createDirectory(aside());
      Files.move(part, aside().resolve(part.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    delete(aside());
  }

  /** Where what is given up goes; nobody wants what is left there. */
  private Path aside() {
    return folder.resolveSibling(folder.getFileName() + ".given-up");
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

  private static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    for (Path path : everything(tree).reversed()) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
