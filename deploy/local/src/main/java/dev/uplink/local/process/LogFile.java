package dev.uplink.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a child process writes to, and why it ended is read from. */
public record LogFile(Path path) {
  private static final int SHOWN_LINES = 15;

  /** Its last lines, indented, for a message to people; what cannot be decoded is replaced. */
  public String tail() {
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
      int from = Math.max(0, lines.size() - SHOWN_LINES);
      return "    " + String.join("\n    ", lines.subList(from, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessBuilder.Redirect append() {
    return ProcessBuilder.Redirect.appendTo(path.toFile());
  }
}
