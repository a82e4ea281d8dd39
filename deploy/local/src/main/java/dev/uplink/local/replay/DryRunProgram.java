package dev.uplink.local.replay;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.CachingRegistry;
import dev.uplink.schemas.serde.ConfluentApiRegistry;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.SettingsException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** The program itself; {@link #run} without its process. */
public final class DryRunProgram {
  static final int THE_SAME = 0;
  static final int DIFFERENT = 1;
  static final int CANNOT = 2;
  static final int NOTHING = 3;

  private DryRunProgram() {}

  public static void main(String[] words) {
    System.exit(run(words, System.getenv(), System.out, System.err));
  }

  /** All variables that it understands; another that begins with UPLINK_ is refused. */
  public static List<Setting<?>> settings() {
    return DryRunSettings.ALL;
  }

  /** Returns the exit code. */
  public static int run(
      String[] words, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      return switch (DryRunWords.parse(words)) {
        case DryRunWords.Help _ -> {
          out.println(DryRunWords.USAGE);
          yield THE_SAME;
        }
        case DryRunWords.Refused(String problem) -> {
          err.println(problem + "\n\n" + DryRunWords.USAGE);
          yield CANNOT;
        }
        case DryRunWords.Rehearse rehearse ->
            rehearse(rehearse, DryRunSettings.read(environment), out, err);
        case DryRunWords.ForReal real ->
            replay(real.selection(), DryRunSettings.read(environment), out, err);
      };
    } catch (SettingsException | CannotReplayException e) {
      err.println(e.getMessage());
    } catch (KafkaException e) {
      err.println("What is on the topics could not be decided: " + e);
    }
    return CANNOT;
  }

  private static int rehearse(
      DryRunWords.Rehearse words, DryRunSettings settings, PrintStream out, PrintStream err) {
    try (KafkaRecords records = new KafkaRecords(settings.kafka())) {
      Report report =
          new DryRun(records, serdes(settings), settings.retention()).of(words.selection());
      return print(report, words.all(), out, err);
    }
  }

  static int print(Report report, boolean all, PrintStream out, PrintStream err) {
    if (report.entries().isEmpty()) {
      return none(report.selection(), report.lost(), err);
    }
    out.print(ReportText.of(report, all));
    return report.different().isEmpty() ? THE_SAME : DIFFERENT;
  }

  private static int replay(
      Selection selection, DryRunSettings settings, PrintStream out, PrintStream err) {
    String token =
        settings
            .adminToken()
            .orElseThrow(
                () ->
                    new CannotReplayException(
                        "UPLINK_ADMIN_TOKEN is missing: deploy/local/up prints it when it is"
                            + " ready."));
    try (KafkaRecords records = new KafkaRecords(settings.kafka())) {
      Chosen chosen = new Chooser(records, serdes(settings)).choose(selection);
      if (chosen.deliveries().isEmpty()) {
        return none(selection, chosen.lost(), err);
      }
      ReplayApi api = new HttpReplayApi(settings.api(), token);
      boolean all =
          new RealReplay(api, LocalDate.now(ZoneOffset.UTC), out).all(chosen.deliveries());
      return all && chosen.lost() == 0 ? THE_SAME : DIFFERENT;
    }
  }

  private static int none(Selection selection, int lost, PrintStream err) {
    err.printf(
        "There are no %s%s%n",
        selection, lost == 0 ? "" : "; of %d the bytes are gone".formatted(lost));
    return NOTHING;
  }

  private static AvroSerdes serdes(DryRunSettings settings) {
    return AvroSerdes.over(
        new ReadOnlyRegistry(
            new CachingRegistry(
                new ConfluentApiRegistry(settings.registry(), settings.registryTimeout()))));
  }
}
