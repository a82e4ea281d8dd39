package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.IgnoredReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one event leads to.
 *
 * @param ignoredReason why there was nothing to decide; null when there was
 * @param heads what is known of branches from now on, in the order of the push
 * @param gaps branches of which a push must have been missed
 */
public record Verdict(
    @Nullable IgnoredReason ignoredReason,
    List<Outcome> outcomes,
    List<HeadChange> heads,
    int gaps) {
  public Verdict {
    outcomes = List.copyOf(outcomes);
    heads = List.copyOf(heads);
  }

  public static Verdict ignored(IgnoredReason reason) {
    return new Verdict(reason, List.of(), List.of(), 0);
  }

  static Verdict of(Outcome outcome) {
    return new Verdict(null, List.of(outcome), List.of(), 0);
  }
}
