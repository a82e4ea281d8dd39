package dev.uplink.processor.memory;

import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.serde.StoreSerde;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What was asked, and what the answers were. A good answer serves the same question for an hour; a
 * failure serves those who waited for it, and whoever comes later asks again.
 *
 * <p>Rows are kept by stream time, which all hosts share: one whose clock is ahead would otherwise
 * have its successor's rows thrown away as too old. How long a question has been open the wall
 * clock tells, and what it says of the future counts as nothing.
 */
public final class LookupBook {
  private static final String ASKED = "lookups-asked";
  private static final String ANSWERS = "lookup-answers";

  private final ProcessorContext<?, ?> context;
  private final ExpiringIndex<String> asked;
  private final ExpiringIndex<LookupResult> answers;

  public LookupBook(ProcessorContext<?, ?> context) {
    this.context = context;
    asked = new ExpiringIndex<>(context.getStateStore(ASKED), Limits.LOOKUP_ANSWERS_KEPT);
    answers = new ExpiringIndex<>(context.getStateStore(ANSWERS), Limits.LOOKUP_ANSWERS_KEPT);
  }

  public static List<StoreBuilder<?>> stores(StoreSuppliers suppliers) {
    return List.of(
        ExpiringIndex.ofTexts(suppliers.expiring(ASKED, Limits.LOOKUP_ANSWERS_KEPT)),
        ExpiringIndex.of(
            suppliers.expiring(ANSWERS, Limits.LOOKUP_ANSWERS_KEPT),
            new StoreSerde<>(LookupResult.class)));
  }

  /** For the same reason as {@link Memory#leaveMark}; a deletion counts as a write. */
  public void leaveMark() {
    asked.delete("", streamTime());
    answers.delete("", streamTime());
  }

  public Optional<LookupResult> answer(String lookupId) {
    return answers.find(lookupId, streamTime());
  }

  /** Takes note of an answer, which may be that there is none. */
  public void answered(LookupResult result) {
    answers.replace(result.getLookupId(), result, streamTime());
  }

  /**
   * Whether the question has to be sent, which is then taken note of. It has not while a good
   * answer is kept, or while another event waits for the same.
   *
   * @param anew whether a failure is to be tried again; an event that has waited for it takes it
   */
  public boolean ask(String lookupId, boolean anew) {
    Optional<LookupResult> answer = answer(lookupId);
    if (answer.isPresent()) {
      if (!anew || answer.get().getOutcome() == LookupOutcome.ANSWERED) {
        return false;
      }
      answers.forget(lookupId, streamTime(), failed -> true);
    } else if (isAwaited(lookupId)) {
      return false;
    }
    asked.replace(lookupId, Long.toString(context.currentSystemTimeMs()), streamTime());
    return true;
  }

  private boolean isAwaited(String lookupId) {
    long now = context.currentSystemTimeMs();
    return asked
        .find(lookupId, streamTime())
        .map(Long::parseLong)
        .filter(at -> at <= now && now < at + Limits.LOOKUP_WAIT.toMillis())
        .isPresent();
  }

  /** Not known before the first record after some restarts. */
  private Instant streamTime() {
    long time = context.currentStreamTimeMs();
    return Instant.ofEpochMilli(time < 0 ? context.currentSystemTimeMs() : time);
  }
}
