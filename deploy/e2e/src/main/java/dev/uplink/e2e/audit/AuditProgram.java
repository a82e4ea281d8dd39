package dev.uplink.e2e.audit;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The program behind {@code deploy/e2e/audit}. Its exit code is 0 when every promise is kept, 1
 * when one is not, 2 when it was called wrongly or could not read.
 */
public final class AuditProgram {
  private static final int BROKEN = 1;
  private static final int MISUSED = 2;

  private AuditProgram() {}

  public static void main(String[] words) throws InterruptedException {
    System.exit(run(System.getenv(), System.out, System.err));
  }

  static int run(Map<String, String> environment, PrintStream out, PrintStream err)
      throws InterruptedException {
    try {
      Report report = audit(Settings.read(environment, AuditSettings.ALL));
      report.lines().forEach(out::println);
      return switch (report) {
        case Report.Kept _ -> 0;
        case Report.Broken _ -> BROKEN;
      };
    } catch (SettingsException | IOException | RegistryUnavailableException e) {
      err.println(e.getMessage());
      return MISUSED;
    }
  }

  private static Report audit(Settings settings) throws InterruptedException, IOException {
    Set<String> accepted = accepted(settings.get(AuditSettings.ACCEPTED));
    Optional<URI> sandbox =
        Optional.of(settings.get(AuditSettings.SANDBOX))
            .filter(url -> !url.isEmpty())
            .map(URI::create);
    try (Auditor auditor =
        new Auditor(KafkaAccess.from(settings), AvroSerdes.from(settings), sandbox)) {
      auditor.accepted(accepted);
      auditor.allow(
          new AllowedSilence(
              settings.get(AuditSettings.SILENCE_TRACKED),
              settings.get(AuditSettings.SILENCE_PROPOSED),
              settings.get(AuditSettings.SILENCE_MODULE_TRACKED),
              settings.get(AuditSettings.SILENCE_MODULE_PROPOSED),
              settings.get(AuditSettings.SILENCE_PERSON)));
      return auditor.audit(settings.get(AuditSettings.PATIENCE));
    }
  }

  private static Set<String> accepted(String file) throws IOException {
    if (file.isEmpty()) {
      return Set.of();
    }
    return Files.readAllLines(Path.of(file)).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toSet());
  }
}
