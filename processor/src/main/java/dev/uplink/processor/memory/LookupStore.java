package dev.uplink.processor.memory;

import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.serde.StoreSerde;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What was asked, and what the answers were. A good answer serves the same question for an hour;
 * one that is not serves those who waited for it, and whoever comes later asks again.
 *
 * <p>Rows are kept by stream time, which all hosts share: one whose clock is ahead would otherwise
 * have its successor's rows thrown away as too old. How long a question has been open the wall
 * clock tells, and what it says of the future counts as nothing.
 */
public final class LookupStore {
  private static final String ASKED = "lookups-asked";
  private static final String ANSWERS = "lookup-answers";

  private final ProcessorContext<?, ?> context;

  /**
   * By stream time, which takes hours in a moment when much was left to read; whether somebody
   * still waits is told by the row's own times.
   */
  private static final Duration ASKED_KEPT = Duration.ofDays(7);

  private final ExpiringIndex<String> asked;
  private final ExpiringIndex<LookupResult> answers;

  public LookupStore(ProcessorContext<?, ?> context) {
    this.context = context;
    asked = new ExpiringIndex<>(context.getStateStore(ASKED), ASKED_KEPT);
    answers = new ExpiringIndex<>(context.getStateStore(ANSWERS), Limits.LOOKUP_ANSWERS_KEPT);
  }

  public static List<StoreBuilder<?>> stores(StoreSuppliers suppliers) {
    return List.of(
        ExpiringIndex.ofTexts(suppliers.expiring(ASKED, ASKED_KEPT)),
        ExpiringIndex.of(
            suppliers.expiring(ANSWERS, Limits.LOOKUP_ANSWERS_KEPT),
            StoreSerde.of(Topics.LOOKUP_RESULTS)));
  }

  /** For the same reason as {@link Memory#leaveMark}; a deletion counts as a write. */
  public void leaveMark() {
    asked.delete("", streamTime());
    answers.delete("", streamTime());
  }

  /**
   * What an event is answered: anything good, or a failure that it has waited for.
   *
   * @param good whether an answer is about what was asked
   * @param since when it began to wait, in milliseconds by the wall clock
   */
  public Optional<LookupResult> answer(String lookupId, Predicate<LookupResult> good, long since) {
    return answers
        .find(lookupId, streamTime())
        .filter(
            result ->
                (isAnswer(result) && good.test(result))
                    || asking(lookupId).hasFailedSince(since, wallClock()));
  }

  /** Takes note of an answer, which may be that there is none. */
  public void answered(LookupResult result) {
    String lookupId = result.getLookupId();
    answers.replace(lookupId, result, streamTime());
    // Whether that head is the one that is meant only those who ask know.
    if (!isAnswer(result) || result.getHeadSha() != null) {
      note(lookupId, new Asking(0, wallClock()));
    }
  }

  /**
   * Whether the question has to be sent for the event, which is then taken note of. It has not when
   * there is an answer for it, or while another event waits for the same.
   *
   * @param good whether an answer is about what was asked
   * @param since when the event began to wait, in milliseconds by the wall clock
   */
  public boolean ask(String lookupId, Predicate<LookupResult> good, long since) {
    if (answer(lookupId, good, since).isPresent()) {
      return false;
    }
    Asking asking = asking(lookupId);
    if (asking.isAwaited(wallClock())) {
      return false;
    }
    // Its last failure is still somebody's answer.
    note(lookupId, new Asking(wallClock(), asking.failed));
    return true;
  }

  private static boolean isAnswer(LookupResult result) {
    return result.getOutcome() == LookupOutcome.ANSWERED;
  }

  private Asking asking(String lookupId) {
    return asked.find(lookupId, streamTime()).map(Asking::parse).orElse(Asking.NEVER);
  }

  private void note(String lookupId, Asking asking) {
    asked.replace(lookupId, asking.text(), streamTime());
  }

  private long wallClock() {
    return context.currentSystemTimeMs();
  }

  /** Not known before the first record after some restarts. */
  private Instant streamTime() {
    long time = context.currentStreamTimeMs();
    return Instant.ofEpochMilli(time < 0 ? wallClock() : time);
  }

  /**
   * How it stands with a question, in milliseconds by the wall clock; 0 is never. Kept as text.
   *
   * @param at when it was asked, if that came to nothing yet
   * @param failed when it last came to nothing, or to something that may not be good
   */
  private record Asking(long at, long failed) {
    static final Asking NEVER = new Asking(0, 0);

    static Asking parse(String text) {
      int space = text.indexOf(' ');
      return new Asking(
          Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
    }

    String text() {
      return at + " " + failed;
    }

    boolean isAwaited(long now) {
      return at <= now && now < at + Limits.LOOKUP_WAIT.toMillis();
    }

    /** Of an event from the future it is not known, and any failure will do. */
    boolean hasFailedSince(long since, long now) {
      return (failed <= now ? failed : 0) >= (since <= now ? since : 0);
    }
  }
}
