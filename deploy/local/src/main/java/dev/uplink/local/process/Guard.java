package dev.uplink.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends what the launcher started when the launcher itself is gone, however it went: a small shell
 * reads from a pipe that only the launcher holds, and the system closes the pipe at its death, also
 * at a SIGKILL, which no shutdown hook survives. The services need no code for it.
 */
public final class Guard implements AutoCloseable {
  /**
   * Lines: {@code watch <signal> <pid>}, {@code release <pid>}, {@code remove <folder>}. The shell
   * ignores the terminal's signals, because it must outlive everything it watches.
   */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      watched='' folder=''
      while read -r word first second; do
        case $word in
          watch) watched="$watched $first:$second" ;;
          release)
            kept=''
            for entry in $watched; do
              [ "${entry#*:}" = "$first" ] || kept="$kept $entry"
            done
            watched=$kept ;;
          remove) folder="$first${second:+ $second}" ;;
        esac
      done
      for entry in $watched; do kill "-${entry%%:*}" "${entry#*:}"; done
      tries=0
      while [ $tries -lt 50 ]; do
        left=''
        for entry in $watched; do kill -0 "${entry#*:}" && left=yes; done
        [ "$left" ] || break
        sleep 0.1
        tries=$((tries + 1))
      done
      for entry in $watched; do kill -KILL "${entry#*:}"; done
      [ -z "$folder" ] || rm -rf "$folder"
      """;

  private final Process shell;
  private final Writer pipe;

  private Guard(Process shell) {
    this.shell = shell;
    this.pipe = shell.outputWriter(StandardCharsets.UTF_8);
  }

  public static Guard start() {
    List<String> command = new ArrayList<>();
    // A session of its own where the system has the command: it then survives also when the whole
    // process group is killed, and PostgreSQL, which leaves the group by itself, is still ended.
    for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (command.isEmpty() && Files.isExecutable(Path.of(setsid))) {
        command.add(setsid);
      }
    }
    command.addAll(List.of("/bin/sh", "-c", SCRIPT, "uplink-guard"));
    try {
      return new Guard(
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the process is ended when the launcher is gone, by this signal at first. */
  public void watch(ProcessHandle process, String signal) {
    tell("watch " + signal + " " + process.pid());
  }

  /** It has ended: its number may soon belong to someone else. */
  public void release(ProcessHandle process) {
    tell("release " + process.pid());
  }

  /** The folder is deleted when the launcher is gone and nothing watched is left. */
  public void removeAtEnd(Path folder) {
    tell("remove " + folder);
  }

  /** Ends what is still watched, deletes the folder, and waits for both. */
  @Override
  public void close() {
    try {
      pipe.close();
      shell.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tell(String line) {
    try {
      pipe.write(line + "\n");
      pipe.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the guard of local mode's processes is gone", e);
    }
  }
}
