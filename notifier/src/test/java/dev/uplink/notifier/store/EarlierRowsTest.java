package dev.uplink.notifier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.RunReport;
import dev.uplink.notifier.aggregate.StartedRun;
import dev.uplink.notifier.aggregate.StopOrder;
import dev.uplink.notifier.aggregate.Tally;
import dev.uplink.notifier.aggregate.Whereabouts;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An installation that is upgraded has its rows from before. */
class EarlierRowsTest {
  private static final CommitPlace PLACE =
      new CommitPlace(
          new AccountId("acme"),
          "int-a",
          BitbucketProduct.CLOUD,
          "team",
          "live",
          new CommitSha("c3".repeat(20)));
  private static final RunId RUN = new RunId("0".repeat(16) + "." + "1".repeat(32));

  @Test
  void aCommitFromBeforeItHadAPageIsRead() throws IOException {
    Schema schema = EarlierRows.of("StoredBoard", 1);
    GenericRecord row =
        board(schema)
            .set("refName", "main")
            .set("tracked", tally(schema.getField("tracked").schema(), 1))
            .build();

    Board board = Rows.boards().deserializer().deserialize("", bytes(row)).board();

    assertThat(board.place()).isEqualTo(PLACE);
    assertThat(board.tracked().failed()).isEqualTo(1);
    assertThat(board.pageId()).isEmpty();
  }

  /** It may be in a fork. */
  @Test
  void aCommitFromBeforeForksWereToldApartIsNowhereForSure() throws IOException {
    Schema schema = EarlierRows.of("StoredBoard", 2);
    GenericRecord row = board(schema).set("pageId", "page-1").build();

    Board board = Rows.boards().deserializer().deserialize("", bytes(row)).board();

    assertThat(board.pageId()).isEqualTo("page-1");
    assertThat(board.where()).isEqualTo(new Whereabouts.Unsaid());
  }

  @Test
  void ofACommitFromBeforeItHadThemItsGroupsAreToBeLookedFor() throws IOException {
    GenericRecord row = board(EarlierRows.of("StoredBoard", 3)).set("home", true).build();

    KeptBoard kept = Rows.boards().deserializer().deserialize("", bytes(row));

    assertThat(kept.board().where()).isEqualTo(new Whereabouts.Home());
    assertThat(kept.groups()).isNull();
  }

  @Test
  void ofACommitFromBeforeRefusalsHadWordsTheFailedAreStillCounted() throws IOException {
    Schema schema = EarlierRows.of("StoredBoard", 4);
    GenericRecord row =
        board(schema)
            .set("withGroups", true)
            .set("tracked", tally(schema.getField("tracked").schema(), 2))
            .build();

    KeptBoard kept = Rows.boards().deserializer().deserialize("", bytes(row));

    assertThat(kept.board().tracked()).isEqualTo(new Tally(2, 0, 0, 0));
    assertThat(kept.groups()).isEmpty();
  }

  @Test
  void aCommitFromBeforeItCouldBeInTwoPlacesIsInItsFork() throws IOException {
    Schema schema = EarlierRows.of("StoredBoard", 5);
    GenericRecord fork =
        new GenericRecordBuilder(schema.getField("fork").schema().getTypes().getLast())
            .set("namespace", "somebody")
            .set("repository", "live")
            .set("pullRequestId", 7L)
            .build();
    GenericRecord row =
        board(schema)
            .set("withGroups", true)
            .set("fork", fork)
            .set("pullRequestRef", "fix")
            .build();

    Board board = Rows.boards().deserializer().deserialize("", bytes(row)).board();

    assertThat(board.where()).isEqualTo(new Fork("somebody", "live", 7));
    assertThat(board.ref()).isEqualTo("fix");
  }

  @Test
  void aStatusFromBeforeForksWereToldApartWasPostedToItsRepository() throws IOException {
    GenericRecord row =
        new GenericRecordBuilder(EarlierRows.of("StoredStatus", 1))
            .set("name", "spacelift/proposed: 0 runs")
            .set("state", "SUCCESSFUL")
            .set("description", "0 runs")
            .set("url", "https://x.example")
            .set("revision", 4L)
            .build();

    PostedStatus posted = Rows.statuses().deserializer().deserialize("", bytes(row));

    assertThat(posted.fork()).isNull();
    assertThat(posted.revision()).isEqualTo(4);
  }

  @Test
  void aStartThatWasOnItsWayThenIsRead() throws IOException {
    Schema schema = EarlierRows.of("StoredEvent", 2);
    Schema starts = schema.getField("event").schema().getTypes().getFirst();
    GenericRecord start =
        new GenericRecordBuilder(starts)
            .set("place", place(starts.getField("place").schema()))
            .set("integrationSlug", "main")
            .set("mode", "ALL")
            .set("runId", RUN.value())
            .set("runType", "PROPOSED")
            .set("targetId", "stack-1")
            .set("targetSlug", "network")
            .set("targetKind", "STACK")
            .set("last", true)
            .set("at", 0L)
            .build();
    GenericRecord row = new GenericRecordBuilder(schema).set("event", start).build();

    RunEvent event = Rows.events().deserializer().deserialize("", bytes(row));

    assertThat(event)
        .isInstanceOfSatisfying(
            StartedRun.class, read -> assertThat(read.where()).isEqualTo(new Whereabouts.Unsaid()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aRunFromBeforeSilenceCountedDeliveriesOrTestCasesWereNamedIsRead(int version)
      throws IOException {
    Schema schema = EarlierRows.of("StoredRun", version);
    GenericRecord progress =
        new GenericRecordBuilder(schema.getField("progress").schema())
            .set("state", "PLANNING")
            .set("stateVersion", 3L)
            .set("at", 0L)
            .build();
    GenericRecord row =
        new GenericRecordBuilder(schema)
            .set("runId", RUN.value())
            .set("board", PLACE.key())
            .set("targetId", "stack-1")
            .set("targetSlug", "network")
            .set("targetKind", "STACK")
            .set("runType", "TRACKED")
            .set("label", "spacelift/network")
            .set("progress", progress)
            .build();

    Run run = Rows.runs().deserializer().deserialize("", bytes(row));

    assertThat(run.text()).isEqualTo("planning");
    assertThat(run.silence()).isNull();
    assertThat(run.revision()).isZero();
    assertThat(run.deliveryId()).isNull();
    assertThat(run.progress().testCases()).isEmpty();
  }

  @Test
  void aReportThatWaitedSinceBeforeTestCasesIsRead() throws IOException {
    Schema schema = EarlierRows.of("StoredWait", 1);
    GenericRecord row =
        new GenericRecordBuilder(schema)
            .set("report", report(schema.getField("report").schema()))
            .set("since", 5L)
            .build();

    Wait wait = Rows.waits().deserializer().deserialize("", bytes(row));

    assertThat(wait.since()).isEqualTo(Instant.ofEpochMilli(5));
    assertThat(wait.report().progress().testCases()).isEmpty();
  }

  @Test
  void aReportThatWasOnItsWayThenIsRead() throws IOException {
    Schema schema = EarlierRows.of("StoredEvent", 3);
    Schema reports =
        schema.getField("event").schema().getTypes().stream()
            .filter(type -> type.getName().equals("StoredReport"))
            .findFirst()
            .orElseThrow();
    GenericRecord row = new GenericRecordBuilder(schema).set("event", report(reports)).build();

    RunEvent event = Rows.events().deserializer().deserialize("", bytes(row));

    assertThat(event)
        .isInstanceOfSatisfying(
            RunReport.class, read -> assertThat(read.progress().stateVersion()).isEqualTo(3));
  }

  private static GenericRecord report(Schema schema) {
    GenericRecord progress =
        new GenericRecordBuilder(schema.getField("progress").schema())
            .set("state", "PLANNING")
            .set("stateVersion", 3L)
            .set("at", 0L)
            .build();
    return new GenericRecordBuilder(schema)
        .set("runId", RUN.value())
        .set("progress", progress)
        .set("topic", "uplink.run-updates")
        .set("partition", 0)
        .set("offset", 7L)
        .set("readAt", 0L)
        .build();
  }

  @Test
  void anEventThatWasOnItsWayIsRead() throws IOException {
    Schema schema = EarlierRows.of("StoredEvent", 1);
    GenericRecord stop =
        new GenericRecordBuilder(schema.getField("event").schema().getTypes().get(2))
            .set("runId", RUN.value())
            .set("text", "stopped")
            .set("at", 0L)
            .build();
    GenericRecord row = new GenericRecordBuilder(schema).set("event", stop).build();

    RunEvent event = Rows.events().deserializer().deserialize("", bytes(row));

    assertThat(event).isEqualTo(new StopOrder(RUN, "stopped", Instant.EPOCH));
  }

  private static GenericRecord place(Schema schema) {
    return new GenericRecordBuilder(schema)
        .set("accountId", "acme")
        .set("integrationId", "int-a")
        .set("product", "CLOUD")
        .set("namespace", "team")
        .set("repository", "live")
        .set("commitSha", PLACE.sha().value())
        .build();
  }

  private static GenericRecord tally(Schema schema, long failed) {
    return new GenericRecordBuilder(schema)
        .set("failed", failed)
        .set("inProgress", 0L)
        .set("stopped", 0L)
        .set("succeeded", 0L)
        .build();
  }

  private static GenericRecordBuilder board(Schema schema) {
    Schema tally = schema.getField("tracked").schema();
    return new GenericRecordBuilder(schema)
        .set("place", place(schema.getField("place").schema()))
        .set("integrationSlug", "main")
        .set("mode", "ALL")
        .set("plainKeys", true)
        .set("counting", false)
        .set("tracked", tally(tally, 0))
        .set("proposed", tally(tally, 0))
        .set("modules", tally(tally, 0))
        .set("changedAt", 0L);
  }

  private static byte[] bytes(GenericRecord row) throws IOException {
    ByteBuffer encoded =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), row.getSchema()).encode(row);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
