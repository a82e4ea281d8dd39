package dev.uplink.local.part;

import dev.uplink.local.process.Guard;
import dev.uplink.local.process.LogFile;
import dev.uplink.local.process.StartFailedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL from the binaries on Maven Central. It listens on loopback only and trusts whoever
 * reaches it there, but knows the roles of production, so that what a service may not read in
 * production it cannot read here.
 */
public final class PostgresPart implements Part {
  private final int port;
  private final Path folder;
  private final LogFile log;
  private final Guard guard;
  private @Nullable EmbeddedPostgres server;

  public PostgresPart(int port, Path folder, LogFile log, Guard guard) {
    this.port = port;
    this.folder = folder;
    this.log = log;
    this.guard = guard;
  }

  @Override
  public void start() {
    EmbeddedPostgres started = launch();
    server = started;
    // It leaves the launcher's process group by itself, so only the guard ends it for certain.
    guard.watch(postmaster(), "INT");
    try (Connection connection = started.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : Databases.missing(connection)) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new StartFailedException("PostgreSQL's databases could not be prepared: " + e, e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      ProcessHandle postmaster = postmaster();
      close(server);
      guard.release(postmaster);
      server = null;
    }
  }

  @Override
  public void kill() {
    if (server != null) {
      ProcessHandle postmaster = postmaster();
      List<ProcessHandle> backends = postmaster.descendants().toList();
      postmaster.destroyForcibly();
      postmaster.onExit().join();
      // They notice by themselves; until then the next start would be refused.
      backends.forEach(backend -> backend.onExit().join());
      guard.release(postmaster);
      close(server);
      server = null;
    }
  }

  private EmbeddedPostgres launch() {
    try {
      return EmbeddedPostgres.builder()
          .setPort(port)
          .setDataDirectory(folder)
          .setCleanDataDirectory(false)
          .setRegisterShutdownHook(false)
          .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
          .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
          .setServerConfig("listen_addresses", "127.0.0.1")
          .setServerConfig("unix_socket_directories", "")
          .setServerConfig("shared_buffers", "32MB")
          // The library's default is off: what was committed could be gone after a crash.
          .setServerConfig("synchronous_commit", "on")
          .start();
    } catch (IOException | IllegalStateException e) {
      throw new StartFailedException(
          "PostgreSQL did not start: %s%n%s".formatted(e.getMessage(), log.tail()), e);
    }
  }

  private ProcessHandle postmaster() {
    try {
      String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
      return ProcessHandle.of(Long.parseLong(pid.strip()))
          .orElseThrow(() -> new StartFailedException("PostgreSQL ended at once"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
