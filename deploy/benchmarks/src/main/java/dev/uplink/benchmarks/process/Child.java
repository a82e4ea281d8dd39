package dev.uplink.benchmarks.process;

import dev.uplink.local.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program of the benchmark that is spoken to line by line. It ends with its standard input, so
 * none is left behind, however this process goes.
 */
public final class Child implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Writer input;
  private final BufferedReader output;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.US_ASCII);
    this.output = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** On this process's own class path. What it complains of goes to a file of its name. */
  public static Child start(Class<?> main, ServerJvm jvm, Path logs, String... arguments) {
    List<String> flags = new ArrayList<>(jvm.flags());
    // More than one library on the class path brings a configuration of its own.
    flags.add("-Dlogback.configurationFile=benchmarks-logback.xml");
    List<String> command =
        new ArrayList<>(
            JavaCommand.tuned(
                jvm.heapMegabytes(), flags, System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(arguments));
    Path log = logs.resolve(main.getSimpleName() + ".log");
    try {
      return new Child(
          main.getSimpleName(),
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the next line. Throws {@link IllegalStateException} if it ended instead. */
  public String read() {
    try {
      @Nullable String line = output.readLine();
      if (line == null) {
        throw new IllegalStateException(name + " ended by itself; see its log");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String ask(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " ended by itself; see its log", e);
    }
    return read();
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    try {
      input.close();
      process.waitFor();
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
