package dev.uplink.processor.decide;

import dev.uplink.schemas.id.CommitSha;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells movements that are heard of late or twice from news, by hashes alone: no clock is compared.
 * Holds the refs of one event while they are judged one after the other.
 *
 * <p>Data Center does not say that a push was forced. There a reset to an older commit still counts
 * as news while every push before it was heard of (its {@code from} is the head). After a gap it
 * looks like a late push and is ignored once; the next push mends that.
 *
 * <p>A push may be sent anew, or come by two integrations. When it was forced its commits alone do
 * not tell it from another reset, so the movements a branch has made are known too.
 */
final class PushOrder {

  /** What a ref's movement is, compared with what is known of the ref. */
  enum Arrival {
    /** It goes on from the head, or was forced and is not known yet. */
    NEXT,
    /** News, but not from where the ref was known to be: something was missed. */
    AFTER_GAP,
    /** The ref is known to stand there already. */
    REPEATED,
    /** The ref has been there, and has moved on or is gone. */
    LATE
  }

  private final Knowledge knowledge;
  private final Map<Ref, Line> lines = new HashMap<>();
  private final List<HeadChange> changes = new ArrayList<>();

  PushOrder(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  /**
   * Judges a movement, and takes note of where the ref stands.
   *
   * @param from null when it was created, or where it came from is not told
   * @param forced whether history is known to have been rewritten
   */
  Arrival arrive(Ref ref, @Nullable CommitSha from, CommitSha to, boolean forced) {
    Line line = line(ref);
    Arrival arrival = arrival(ref, line, from, to, forced);
    if (arrival == Arrival.NEXT || arrival == Arrival.AFTER_GAP) {
      line.head = to;
      line.passed.add(to);
      movement(from, to).ifPresent(line.made::add);
      changes.add(new HeadChange.Moved(ref, from, to));
    }
    return arrival;
  }

  private Arrival arrival(
      Ref ref, Line line, @Nullable CommitSha from, CommitSha to, boolean forced) {
    // Most go on from the head, and for those nothing older is looked at.
    if (Objects.equals(from, line.head) || (forced && !isAgain(ref, line, from, to))) {
      return Arrival.NEXT;
    }
    if (to.equals(line.head)) {
      return Arrival.REPEATED;
    }
    // Of one that is gone both are known; else it may have been made anew, unheard of.
    if (hasPassed(ref, line, to)
        && (line.head != null || from == null || hasPassed(ref, line, from))) {
      return Arrival.LATE;
    }
    // Of a ref never heard of nothing can have been missed.
    return line.head == null ? Arrival.NEXT : Arrival.AFTER_GAP;
  }

  /**
   * What earlier tracked runs mean to a target, now that the ref stands at the commit. A repeated
   * push finds its runs, also when the target has run something else since, as a comment asks for.
   * Unless the ref has come back: what the target ran before that is no run of this movement, which
   * it was refused, or which only another integration has heard of.
   */
  RunRequest.Again again(Arrival arrival, Ref ref, CommitSha to, String targetId) {
    boolean finds =
        arrival == Arrival.REPEATED
            && knowledge
                .trackedHead(targetId)
                .filter(last -> !last.equals(to) && line(ref).cameFrom(last, ref, to, knowledge))
                .isEmpty();
    return finds ? RunRequest.Again.SAME_RUN : RunRequest.Again.SAME_WHILE_HEAD;
  }

  /**
   * Whether the ref is gone now. One that is older than the head (the ref was made anew, after this
   * deletion or another) changes nothing; of one that another integration's webhook has told too,
   * everybody hears for itself.
   */
  boolean delete(Ref ref, @Nullable CommitSha from) {
    Line line = line(ref);
    if (line.head == null) {
      return true;
    }
    if (from != null && !from.equals(line.head) && hasPassed(ref, line, from)) {
      return false;
    }
    Line gone = new Line(null);
    gone.forgotten = true;
    lines.put(ref, gone);
    changes.add(new HeadChange.Gone(ref));
    return true;
  }

  List<HeadChange> changes() {
    return List.copyOf(changes);
  }

  /** Where the ref stands now; null when that is not known. */
  @Nullable CommitSha head(Ref ref) {
    return line(ref).head;
  }

  /** Why an earlier movement is late, in plain words. */
  String goneOn(Ref ref) {
    @Nullable CommitSha head = head(ref);
    return Detail.of(
        ref.words()
            + (head == null
                ? " was deleted since"
                : " has gone on to " + Detail.commit(head.value())));
  }

  private boolean hasPassed(Ref ref, Line line, CommitSha commit) {
    return line.passed.contains(commit) || (!line.forgotten && knowledge.hasPassed(ref, commit));
  }

  private boolean hasMade(Ref ref, Line line, Movement movement) {
    return line.made.contains(movement) || (!line.forgotten && knowledge.hasMade(ref, movement));
  }

  private boolean isAgain(Ref ref, Line line, @Nullable CommitSha from, CommitSha to) {
    return movement(from, to).map(made -> hasMade(ref, line, made)).orElse(false);
  }

  private static Optional<Movement> movement(@Nullable CommitSha from, CommitSha to) {
    return from == null ? Optional.empty() : Optional.of(new Movement(from, to));
  }

  private Line line(Ref ref) {
    return lines.computeIfAbsent(ref, unseen -> new Line(knowledge.head(unseen).orElse(null)));
  }

  /** What this event adds to what is known of a ref. */
  private static final class Line {
    private @Nullable CommitSha head;
    private boolean forgotten;
    private final Set<CommitSha> passed = new HashSet<>();
    private final Set<Movement> made = new HashSet<>();
    private final Map<Movement, Boolean> returns = new HashMap<>();

    private Line(@Nullable CommitSha head) {
      this.head = head;
    }

    /**
     * Of most targets the last one is the same, and it takes all pages to see that it is not so.
     */
    private boolean cameFrom(CommitSha last, Ref ref, CommitSha to, Knowledge knowledge) {
      return returns.computeIfAbsent(
          new Movement(last, to), _ -> knowledge.hasPassedAfter(ref, last, to));
    }
  }
}
