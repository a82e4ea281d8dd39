package dev.uplink.local.tool;

import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.ReadingGroup;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Lets ingress read again what it writes down of topics: after its database was restored, Kafka
 * believes that it has been written. What is written twice stays as it is.
 */
final class RewindTool {
  private static final List<String> GROUPS =
      List.of(KafkaNames.DELIVERIES_GROUP, KafkaNames.STORIES_GROUP, KafkaNames.CHECKS_GROUP);

  /**
   * How far what is written down may have been behind the topics when the backup was made.
   * Decisions bear the time of their webhook, so a processor that was behind counts, too. What is
   * read twice costs a moment; what is not read is missing for good.
   */
  static final Duration BEHIND = Duration.ofDays(1);

  private RewindTool() {}

  static boolean run(Settings settings, Instant backup, PrintStream out) {
    try (Admin admin = Admin.create(KafkaAccess.from(settings).with(Map.of()))) {
      List<ReadingGroup> groups = GROUPS.stream().map(id -> new ReadingGroup(admin, id)).toList();
      // Nothing is changed before it is known that all of it can be.
      for (ReadingGroup group : groups) {
        if (group.hasMembers()) {
          throw new RefusedException(
              "%s has members: stop every ingress first; one that was killed counts until its session ends"
                  .formatted(group.id()));
        }
      }
      for (ReadingGroup group : groups) {
        long again = group.rewind(topic -> true, backup.minus(BEHIND));
        out.printf("%s: %d records again%n", group.id(), again);
      }
      return true;
    } catch (ExecutionException e) {
      throw new StartFailedException("Kafka refuses: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
    }
  }
}
