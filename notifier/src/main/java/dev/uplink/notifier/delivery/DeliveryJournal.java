package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.bitbucket.status.PostResult;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where it is written down how tries ended. */
public interface DeliveryJournal {
  /** Completes when the entry is safe; until then its status counts as undelivered. */
  CompletionStage<?> write(Entry entry);

  /** A record that is no status, kept for people. */
  CompletionStage<?> writeUnreadable(Unreadable unreadable);

  /**
   * @param nextAt when it is tried again; null when it is not
   */
  record Entry(Attempt attempt, Outcome outcome, Answer answer, @Nullable Instant nextAt) {}

  /**
   * What Bitbucket said.
   *
   * @param httpStatus null when it said nothing
   * @param detail why it was not delivered; null when it was
   */
  record Answer(@Nullable Integer httpStatus, @Nullable String detail) {
    static Answer of(PostResult result) {
      return switch (result) {
        case PostResult.Delivered(int status) -> new Answer(status, null);
        case PostResult.Refused(Integer status, String detail) -> new Answer(status, detail);
        case PostResult.Malformed(int status, String detail) -> new Answer(status, detail);
        case PostResult.Failed failed -> new Answer(failed.httpStatus(), failed.detail());
        case PostResult.Postponed(Integer status, String detail) -> new Answer(status, detail);
        case PostResult.Throttled(int status, String detail, Duration rest) ->
            new Answer(status, detail);
        case PostResult.HeldBack held -> new Answer(null, held.detail());
        case PostResult.Unauthorized refused -> new Answer(refused.httpStatus(), refused.detail());
        case PostResult.Gone(String detail) -> new Answer(null, detail);
      };
    }
  }

  /** Bytes that will never be a status, and why. */
  record Unreadable(SourceRecord source, RuntimeException failure) {}
}
