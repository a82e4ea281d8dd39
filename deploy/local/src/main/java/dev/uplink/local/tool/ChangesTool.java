package dev.uplink.local.tool;

import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.AuditEntry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What people changed since a moment, of which a restored database knows nothing. */
final class ChangesTool {
  /** Clocks of a database and of ingress may differ, and a backup takes its moment. */
  static final Duration MARGIN = Duration.ofMinutes(1);

  private ChangesTool() {}

  static boolean run(Settings settings, Instant since, PrintStream out) {
    List<AuditEntry> entries = audit(settings);
    print(entries, since, out);
    return true;
  }

  /** With those shortly before: who knows whether the backup has them is told to look. */
  static void print(List<AuditEntry> audit, Instant since, PrintStream out) {
    List<AuditEntry> entries =
        audit.stream().filter(entry -> !entry.getAt().isBefore(since.minus(MARGIN))).toList();
    entries.stream()
        .sorted(Comparator.comparing(AuditEntry::getAt))
        .forEach(
            entry ->
                out.printf(
                    "%s  %s  %s/%s  by %s%n",
                    entry.getAt(),
                    entry.getAction(),
                    entry.getAccountId(),
                    entry.getEntity(),
                    entry.getActor()));
    long before = entries.stream().filter(entry -> entry.getAt().isBefore(since)).count();
    out.printf("%d changes since %s%n", entries.size() - before, since);
    if (before > 0) {
      out.printf("and %d in the minute before it, which the backup may have or not%n", before);
    }
  }

  private static List<AuditEntry> audit(Settings settings) {
    List<AuditEntry> entries = new ArrayList<>();
    try (WholeTopic<AuditEntry> audit =
        new WholeTopic<>(KafkaAccess.from(settings), AvroSerdes.from(settings), Topics.AUDIT)) {
      audit.readToEnd(entries::add);
    }
    return entries;
  }
}
