package dev.uplink.local.data;

import dev.uplink.local.process.LogFile;
import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where one installation keeps everything. Only one launcher can have it at a time. */
public final class DataFolder implements AutoCloseable {
  private final Path root;
  private final boolean temporary;
  private final FileChannel lock;

  private DataFolder(Path root, boolean temporary, FileChannel lock) {
    this.root = root;
    this.temporary = temporary;
    this.lock = lock;
  }

  /** A temporary one when none is given. Readable by its owner only: there are keys in it. */
  public static DataFolder open(Optional<Path> configured) {
    try {
      Path root =
          configured.isPresent()
              ? Files.createDirectories(configured.get())
              : Files.createTempDirectory("uplink-local-");
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      for (String folder : new String[] {"logs", "state", "keys", "broker"}) {
        Files.createDirectories(root.resolve(folder));
      }
      return new DataFolder(root, configured.isEmpty(), lock(root));
    } catch (IOException e) {
      throw new StartFailedException("The data folder cannot be used: " + e, e);
    }
  }

  public Path root() {
    return root;
  }

  /** Whether it is to be deleted at the end. */
  public boolean temporary() {
    return temporary;
  }

  /** Of one broker. */
  public Path kafka(String name) {
    return root.resolve(name);
  }

  /** What brokers prove who they are with. */
  public Path broker() {
    return root.resolve("broker");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public LogFile log(String part) {
    return new LogFile(logs().resolve(part + ".log"));
  }

  /** State stores of an instance of a service. */
  public Path state(String instance) {
    return root.resolve("state").resolve(instance);
  }

  Path keys() {
    return root.resolve("keys");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The system gives it back when this process ends, however it ends. */
  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new StartFailedException(
          "Another Uplink uses the data folder " + root + ". End it, or set UPLINK_DATA_DIR.");
    }
    return channel;
  }
}
