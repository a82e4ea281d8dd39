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
 */
public final class LookupBook {
  private static final String ASKED = "lookups-asked";
  private static final String ANSWERS = "lookup-answers";

  private final ExpiringIndex<String> asked;
  private final ExpiringIndex<LookupResult> answers;

  public LookupBook(ProcessorContext<?, ?> context) {
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
  public void leaveMark(Instant now) {
    asked.delete("", now);
    answers.delete("", now);
  }

  public Optional<LookupResult> answer(String lookupId, Instant now) {
    return answers.find(lookupId, now);
  }

  /** Takes note of an answer, which may be that there is none. */
  public void answered(LookupResult result, Instant now) {
    answers.replace(result.getLookupId(), result, now);
  }

  /**
   * Whether the question has to be sent, which is then taken note of. It has not while a good
   * answer is kept, or while another event waits for the same.
   *
   * @param anew whether a failure is to be tried again; an event that has waited for it takes it
   */
  public boolean ask(String lookupId, boolean anew, Instant now) {
    Optional<LookupResult> answer = answers.find(lookupId, now);
    if (answer.isPresent()) {
      if (!anew || answer.get().getOutcome() == LookupOutcome.ANSWERED) {
        return false;
      }
      answers.forget(lookupId, now, failed -> true);
    } else if (isAwaited(lookupId, now)) {
      return false;
    }
    asked.replace(lookupId, Long.toString(now.toEpochMilli()), now);
    return true;
  }

  private boolean isAwaited(String lookupId, Instant now) {
    return asked
        .find(lookupId, now)
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
        .filter(at -> at.plus(Limits.LOOKUP_WAIT).isAfter(now))
        .isPresent();
  }
}
