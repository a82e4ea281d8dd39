package dev.uplink.processor.decide;

import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.avro.RefType;
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
 * Tells pushes that arrive late or twice from news, by hashes alone: no clock is compared. Holds
 * the branches of one push while its refs are judged one after the other.
 *
 * <p>Data Center does not say that a push was forced. There a reset to an older commit still counts
 * as news while every push before it was heard of (its {@code from} is the head). After a gap it
 * looks like a late push and is ignored once; the next push mends that.
 *
 * <p>A push may be sent anew, or come by two integrations. When it was forced its commits alone do
 * not tell it from another reset, so the movements a branch has made are known too.
 */
final class PushOrder {

  /** What a ref's movement is, compared with what is known of its branch. */
  enum Arrival {
    /** It goes on from the head, or was forced and is not known yet. */
    NEXT,
    /** News, but not from where the branch was known to be: something was missed. */
    AFTER_GAP,
    /** The branch is known to stand there already. */
    REPEATED,
    /** The branch has been there, and has moved on. */
    LATE
  }

  private final Map<String, CommitSha> heads = new HashMap<>();
  private final Map<String, Set<CommitSha>> passed = new HashMap<>();
  private final Map<String, Set<Movement>> made = new HashMap<>();
  private final List<HeadChange> changes = new ArrayList<>();

  PushOrder(Map<String, BranchFacts> branches) {
    branches.forEach(
        (branch, facts) -> {
          if (facts.head() != null) {
            heads.put(branch, facts.head());
          }
          passed.put(branch, new HashSet<>(facts.passed()));
          made.put(branch, new HashSet<>(facts.made()));
        });
  }

  /** Judges a ref that {@link RefChange#movesBranch}, and takes note of where it stands. */
  Arrival arrive(RefChange ref) {
    CommitSha to = Objects.requireNonNull(ref.to());
    @Nullable CommitSha head = heads.get(ref.name());
    Arrival arrival = arrival(ref, to, head);
    if (arrival == Arrival.NEXT || arrival == Arrival.AFTER_GAP) {
      heads.put(ref.name(), to);
      known(ref.name()).add(to);
      movement(ref).ifPresent(made(ref.name())::add);
      changes.add(new HeadChange.Moved(ref.name(), ref.from(), to));
    }
    return arrival;
  }

  private Arrival arrival(RefChange ref, CommitSha to, @Nullable CommitSha head) {
    boolean again = movement(ref).map(made(ref.name())::contains).orElse(false);
    if (Objects.equals(ref.from(), head) || (ref.forced() && !again)) {
      return Arrival.NEXT;
    }
    if (to.equals(head)) {
      return Arrival.REPEATED;
    }
    if (known(ref.name()).contains(to)) {
      return Arrival.LATE;
    }
    // Of a branch never heard of nothing can have been missed.
    return head == null ? Arrival.NEXT : Arrival.AFTER_GAP;
  }

  /** A deletion that is older than the head (the branch was made anew) changes nothing. */
  void delete(RefChange ref) {
    boolean branch = ref.type() == RefType.BRANCH;
    @Nullable CommitSha head = heads.get(ref.name());
    @Nullable CommitSha from = ref.from();
    boolean late = from != null && !from.equals(head) && known(ref.name()).contains(from);
    if (branch && head != null && !late) {
      heads.remove(ref.name());
      passed.remove(ref.name());
      made.remove(ref.name());
      changes.add(new HeadChange.Gone(ref.name()));
    }
  }

  List<HeadChange> changes() {
    return List.copyOf(changes);
  }

  private static Optional<Movement> movement(RefChange ref) {
    return ref.from() == null || ref.to() == null
        ? Optional.empty()
        : Optional.of(new Movement(ref.from(), ref.to()));
  }

  private Set<Movement> made(String branch) {
    return made.computeIfAbsent(branch, unseen -> new HashSet<>());
  }

  private Set<CommitSha> known(String branch) {
    return passed.computeIfAbsent(branch, unseen -> new HashSet<>());
  }
}
