package dev.uplink.local.tool;

import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.AuditEntry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topics;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What people changed since a moment, of which a restored database knows nothing. */
final class ChangesTool {
  private ChangesTool() {}

  static boolean run(Settings settings, Instant since, PrintStream out) {
    List<AuditEntry> entries = since(since, settings);
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
    out.printf("%d changes since %s%n", entries.size(), since);
    return true;
  }

  private static List<AuditEntry> since(Instant moment, Settings settings) {
    List<AuditEntry> entries = new ArrayList<>();
    try (WholeTopic<AuditEntry> audit =
        new WholeTopic<>(KafkaAccess.from(settings), AvroSerdes.from(settings), Topics.AUDIT)) {
      audit.readToEnd(entries::add);
    }
    entries.removeIf(entry -> entry.getAt().isBefore(moment));
    return entries;
  }
}
