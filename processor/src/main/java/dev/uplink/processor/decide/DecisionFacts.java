package dev.uplink.processor.decide;

import dev.uplink.processor.lookup.Answers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything an event is decided by.
 *
 * @param candidates the targets that it is about
 * @param runLimit most runs that it may start; null for no limit
 */
public record DecisionFacts(
    Cause cause,
    List<Candidate> candidates,
    Knowledge knowledge,
    Answers answers,
    @Nullable Integer runLimit) {
  public DecisionFacts {
    candidates = List.copyOf(candidates);
  }
}
