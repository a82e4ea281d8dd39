package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.IgnoredReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one event leads to.
 *
 * @param ignored why there was nothing to decide; null when there was
 * @param detail what that rests on, in plain words; null where the reason says it all
 * @param changes what is known from now on
 * @param gaps branches of which a push must have been missed
 */
public record Verdict(
    @Nullable IgnoredReason ignored,
    @Nullable String detail,
    List<Outcome> outcomes,
    Changes changes,
    int gaps) {
  public Verdict {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What an event changes in what is remembered, beside the runs that its outcomes name.
   *
   * @param heads in the order of the event
   * @param unwanted refs that no longer want runs
   * @param pullRequest what is known of the event's pull request; null when it is about none
   * @param obeyed the comment that runs were started for; null when there is none
   */
  public record Changes(
      List<HeadChange> heads,
      List<Unwanted> unwanted,
      @Nullable PullRequestNote pullRequest,
      @Nullable CommentNote obeyed) {
    static final Changes NONE = new Changes(List.of(), List.of(), null, null);

    public Changes {
      heads = List.copyOf(heads);
      unwanted = List.copyOf(unwanted);
    }
  }

  /** A ref that wanted a run of another commit than it points to now. */
  public record Unwanted(Run run, Ref by) {}

  public record PullRequestNote(long id, PullRequestRecord record) {}

  public record CommentNote(long pullRequest, long id) {}

  public static Verdict ignored(IgnoredReason reason) {
    return ignored(reason, null);
  }

  static Verdict ignored(IgnoredReason reason, @Nullable String detail) {
    return new Verdict(reason, detail, List.of(), Changes.NONE, 0);
  }

  static Verdict of(Outcome outcome) {
    return new Verdict(null, null, List.of(outcome), Changes.NONE, 0);
  }
}
