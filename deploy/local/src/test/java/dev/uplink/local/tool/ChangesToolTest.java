package dev.uplink.local.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesToolTest {
  private static final Instant BACKUP = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void changesOfTheMinuteBeforeTheBackupAreToldApart() {
    String said =
        said(
            entry("stack.delete", BACKUP.plusSeconds(1)),
            entry("stack.create", BACKUP.minusSeconds(61)),
            entry("stack.update", BACKUP.minusSeconds(60)));

    assertThat(said)
        .isEqualTo(
            """
            2026-01-02T03:03:05Z  stack.update  acme/stack-1  by somebody
            2026-01-02T03:04:06Z  stack.delete  acme/stack-1  by somebody
            1 changes since 2026-01-02T03:04:05Z
            and 1 in the minute before it, which the backup may have or not
            """);
  }

  @Test
  void whereNothingWasShortlyBeforeNothingIsSaidOfIt() {
    assertThat(said(entry("stack.delete", BACKUP)))
        .endsWith("1 changes since 2026-01-02T03:04:05Z\n");
  }

  private static String said(AuditEntry... entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChangesTool.print(List.of(entries), BACKUP, new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8);
  }

  private static AuditEntry entry(String action, Instant at) {
    return AuditEntry.newBuilder()
        .setEntryId("entry-1")
        .setAccountId("acme")
        .setAt(at)
        .setActor("somebody")
        .setAction(action)
        .setEntity("stack-1")
        .build();
  }
}
