package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.bitbucket.PostResult;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where it is written down how tries ended. */
interface DeliveryJournal {
  /** Completes when the entry is safe; until then its status counts as undelivered. */
  CompletionStage<?> write(Entry entry);

  /** A record that is no status, kept for people. */
  CompletionStage<?> writeUnreadable(Unreadable unreadable);

  /**
   * @param httpStatus Bitbucket's answer; null when there was none
   * @param detail why it was not delivered; null when it was
   */
  record Entry(
      Attempt attempt, Outcome outcome, @Nullable Integer httpStatus, @Nullable String detail) {
    static Entry of(Attempt attempt, Outcome outcome, PostResult result) {
      return switch (result) {
        case PostResult.Delivered(int status) -> new Entry(attempt, outcome, status, null);
        case PostResult.Refused(Integer status, String detail) ->
            new Entry(attempt, outcome, status, detail);
        case PostResult.Failed(Integer status, String detail) ->
            new Entry(attempt, outcome, status, detail);
        case PostResult.Postponed(Integer status, String detail) ->
            new Entry(attempt, outcome, status, detail);
        case PostResult.Throttled(int status, String detail, Duration rest) ->
            new Entry(attempt, outcome, status, detail);
        case PostResult.Unauthorized unauthorized ->
            new Entry(attempt, outcome, unauthorized.httpStatus(), unauthorized.detail());
        case PostResult.Gone(String detail) -> new Entry(attempt, outcome, null, detail);
      };
    }
  }

  /** Bytes that will never be a status, and why. */
  record Unreadable(SourceRecord source, RuntimeException failure) {}
}
