package dev.uplink.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.topic.Topic;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A program as a topic's page shows it, run by the command that the page gives. */
record Snippet(String text) {
  private static final Path PAGES = Path.of("../../schemas/docs/topics");

  /** The page's block of that language that has the word in it. */
  static Snippet of(Topic<?> topic, String language, String word) throws IOException {
    String page = Files.readString(PAGES.resolve(topic + ".md"));
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(word))
        .map(Snippet::new)
        .findFirst()
        .orElseThrow(() -> new AssertionError(topic + " has no " + language + " with " + word));
  }

  Path saved(Path file) throws IOException {
    return Files.writeString(file, text);
  }

  /** What the program prints up to and with the first line that fits; it is stopped then. */
  static String lineOf(ProcessBuilder program, Predicate<String> fits)
      throws IOException, InterruptedException {
    Process process = program.redirectErrorStream(true).start();
    List<String> printed = new ArrayList<>();
    // Reading has no end of its own where a program prints nothing more.
    Thread watch = Thread.ofVirtual().start(() -> killLate(process));
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed.add(line);
        if (fits.test(line)) {
          return line;
        }
      }
    } finally {
      process.destroyForcibly();
      watch.interrupt();
    }
    throw new AssertionError(program.command() + " ended without it: " + printed);
  }

  /** Fails with the program's own words if it fails. */
  static void runToEnd(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new AssertionError(program.command() + " failed: " + printed);
    }
  }

  /** With the addresses that local mode's take the place of. */
  static ProcessBuilder in(World world, ProcessBuilder program) {
    program.environment().put("KAFKA", world.uplink().endpoints().kafka());
    program.environment().put("REGISTRY", world.uplink().endpoints().registry().toString());
    return program;
  }

  /** The same with a login, in a group that the user may be in. */
  static ProcessBuilder as(Principal principal, World world, ProcessBuilder program) {
    KafkaAccess access = world.uplink().accessOf(principal);
    KafkaAccess.Login login = access.login().orElseThrow();
    in(world, program)
        .environment()
        .putAll(
            Map.of(
                "KAFKA", access.bootstrapServers(),
                "KAFKA_USER", login.user(),
                "KAFKA_PASSWORD", login.password(),
                "KAFKA_CA", login.authorities().toString(),
                "GROUP", World.unique(login.user())));
    return program;
  }

  private static void killLate(Process process) {
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static boolean onPath(String program) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
        .anyMatch(folder -> new File(folder, program).canExecute());
  }
}
