package dev.uplink.ingress.controlplane.delivery.story;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a story. What does not belong to its kind is null.
 *
 * @param at as the records tell it: of what is decided, when the event came, or the last answer
 *     that the decision rests on
 * @param text the whole step in a sentence
 * @param deliveryId another delivery that has to do with it
 * @param outcome of the step's own kind: which secret, how a lookup ended, which state is shown
 * @param reason as uplink.decisions and uplink.run-commands spell it
 * @param detail what that rests on, in the words of whoever found it
 * @param paths the first changed files of a lookup
 * @param count of changed files, of targets, of updates, or of steps that are not shown
 */
@Introspected
public record Step(
    Instant at,
    StepKind kind,
    String text,
    @Nullable String targetId,
    @Nullable String runId,
    @Nullable String lookupId,
    @Nullable String statusKey,
    @Nullable String deliveryId,
    @Nullable String outcome,
    @Nullable String reason,
    @Nullable String detail,
    @Nullable List<String> paths,
    @Nullable Integer count) {
  public Step {
    paths = paths == null ? null : List.copyOf(paths);
  }

  static Builder at(Instant at, StepKind kind, String text) {
    return new Builder(at, kind, text);
  }

  /** Takes what belongs to the kind. */
  static final class Builder {
    private final Instant at;
    private final StepKind kind;
    private final String text;
    private @Nullable String targetId;
    private @Nullable String runId;
    private @Nullable String lookupId;
    private @Nullable String statusKey;
    private @Nullable String deliveryId;
    private @Nullable String outcome;
    private @Nullable String reason;
    private @Nullable String detail;
    private @Nullable List<String> paths;
    private @Nullable Integer count;

    private Builder(Instant at, StepKind kind, String text) {
      this.at = at;
      this.kind = kind;
      this.text = text;
    }

    Builder target(@Nullable String id) {
      targetId = id;
      return this;
    }

    Builder run(@Nullable String id) {
      runId = id;
      return this;
    }

    Builder lookup(String id) {
      lookupId = id;
      return this;
    }

    Builder status(String key) {
      statusKey = key;
      return this;
    }

    Builder delivery(@Nullable String id) {
      deliveryId = id;
      return this;
    }

    Builder outcome(@Nullable String word) {
      outcome = word;
      return this;
    }

    Builder reason(@Nullable String word) {
      reason = word;
      return this;
    }

    Builder detail(@Nullable String words) {
      detail = words;
      return this;
    }

    Builder paths(List<String> some) {
      paths = some;
      return this;
    }

    Builder count(@Nullable Integer number) {
      count = number;
      return this;
    }

    Step build() {
      return new Step(
          at,
          kind,
          text,
          targetId,
          runId,
          lookupId,
          statusKey,
          deliveryId,
          outcome,
          reason,
          detail,
          paths,
          count);
    }
  }
}
