package dev.uplink.benchmarks.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Those of {@code deploy/recovery}, run as an operator runs them.
 *
 * @param folder of the scripts
 * @param settings where each service's settings are put for them
 */
record Scripts(Path folder, Path settings, LocalUplink uplink) {
  private static final List<PartName> SERVICES =
      List.of(PartName.INGRESS, PartName.PROCESSOR, PartName.NOTIFIER);

  /** What it says goes to a log. Throws {@link IllegalStateException} when it fails. */
  void run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(words));
    command.set(0, folder.resolve(words[0]).toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(variable -> variable.startsWith("UPLINK_"));
    if (words[0].equals("dead-letters")) {
      environment.put("UPLINK_API_PORT", Integer.toString(uplink.endpoints().ports().api()));
      environment.put("UPLINK_ADMIN_TOKEN", uplink.adminToken());
    }
    environment.put("UPLINK_KAFKA_BOOTSTRAP_SERVERS", uplink.endpoints().kafka());
    environment.put("UPLINK_SCHEMA_REGISTRY_URL", uplink.endpoints().registry().toString());
    for (PartName service : SERVICES) {
      Path file = settings.resolve(service.name().toLowerCase(Locale.ROOT) + ".env");
      Files.writeString(file, lines(uplink.environment(service)));
      environment.put(service.name() + "_ENV", file.toString());
    }
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    Files.writeString(
        uplink.logs().resolve("scripts.log"),
        "$ %s%n%s%n".formatted(String.join(" ", words), text),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (code != 0) {
      throw new IllegalStateException("%s ended with %d:%n%s".formatted(words[0], code, text));
    }
  }

  private static String lines(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(variable -> "%s='%s'".formatted(variable.getKey(), variable.getValue()))
        .collect(joining("\n"));
  }
}
