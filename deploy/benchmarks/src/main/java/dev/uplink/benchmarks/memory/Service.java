package dev.uplink.benchmarks.memory;

import dev.uplink.benchmarks.process.ResidentMemory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One that is looked at from outside.
 *
 * @param management where it tells Prometheus what it measures
 * @param state its folder of state; empty for one that has none
 */
record Service(String name, long pid, URI management, Optional<Path> state) {

  /** Empty where the system does not tell, which only Linux does. */
  Optional<ResidentMemory> resident() {
    return ResidentMemory.of(pid);
  }

  /** What is left of its heap after it was collected, in bytes. */
  long heapInUse(HttpClient http) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    int code =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("jcmd ended with " + code);
    }
    return (long) sum(http, "jvm_memory_used_bytes", "area=\"heap\"");
  }

  /** All that a counter has counted; it is not there before it has counted anything. */
  long count(HttpClient http, String counter) throws IOException, InterruptedException {
    return (long) Arrays.stream(values(metrics(http), counter, "")).sum();
  }

  /** All series of a metric that have this label, added up. */
  double sum(HttpClient http, String metric, String label)
      throws IOException, InterruptedException {
    return sum(metrics(http), metric, label);
  }

  private String metrics(HttpClient http) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(management + "/prometheus")).build(),
            BodyHandlers.ofString())
        .body();
  }

  static double sum(String text, String metric, String label) {
    double[] values = values(text, metric, label);
    if (values.length == 0) {
      throw new IllegalStateException(metric + " is not measured");
    }
    return Arrays.stream(values).sum();
  }

  private static double[] values(String text, String metric, String label) {
    Matcher series =
        Pattern.compile(
                "^%s\\{[^}\n]*%s[^}\n]*} (\\S+)$"
                    .formatted(Pattern.quote(metric), Pattern.quote(label)),
                Pattern.MULTILINE)
            .matcher(text);
    return series.results().mapToDouble(found -> Double.parseDouble(found.group(1))).toArray();
  }

  /** Bytes on its disk; files come and go meanwhile. */
  Optional<Long> onDisk() throws IOException {
    if (state.isEmpty()) {
      return Optional.empty();
    }
    long bytes = 0;
    try (Stream<Path> files = Files.walk(state.get())) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        bytes += size(file);
      }
    }
    return Optional.of(bytes);
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }
}
