package dev.uplink.processor.memory;

import dev.uplink.processor.decide.Movement;
import dev.uplink.schemas.id.CommitSha;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The commits at which a branch stood, in their order, each by 64 bits made of all of its hash: two
 * of one branch that have these in common would be taken for one, which nobody will live to see.
 */
final class HeadHistory {
  static final HeadHistory EMPTY = new HeadHistory(new long[0]);

  /** Between two commits of which nobody said that the branch went from one to the other. */
  private static final long BREAK = 0;

  private static final int WORD_DIGITS = 16;

  /** Odd, so that no two values of a word become one: the fraction of the golden ratio. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final long[] marks;

  private HeadHistory(long[] marks) {
    this.marks = marks;
  }

  /** Reads what is left in the buffer. */
  static HeadHistory read(ByteBuffer bytes) {
    long[] marks = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(marks);
    return new HeadHistory(marks);
  }

  void write(ByteBuffer bytes) {
    for (long mark : marks) {
      bytes.putLong(mark);
    }
  }

  int bytes() {
    return marks.length * Long.BYTES;
  }

  int size() {
    return marks.length;
  }

  boolean has(CommitSha commit) {
    return hasBefore(marks.length, commit);
  }

  /** Where the branch stood at the commit for the last time; -1 if it never did. */
  int lastOf(CommitSha commit) {
    Sought sought = Sought.of(commit);
    int at = marks.length - 1;
    while (at >= 0 && !sought.is(marks[at])) {
      at--;
    }
    return at;
  }

  boolean hasBefore(int end, CommitSha commit) {
    return Arrays.stream(marks, 0, end).anyMatch(Sought.of(commit)::is);
  }

  boolean has(Movement movement) {
    Sought from = Sought.of(movement.from());
    Sought to = Sought.of(movement.to());
    for (int i = 1; i < marks.length; i++) {
      if (from.is(marks[i - 1]) && to.is(marks[i])) {
        return true;
      }
    }
    return false;
  }

  /**
   * After a gap the branch must have gone from its last commit to where this movement starts. That
   * is noted like a push, which it may have been: one that has not been heard of and may still
   * come.
   *
   * @param from null when it is not told
   */
  HeadHistory then(@Nullable CommitSha from, CommitSha to) {
    if (from == null) {
      return marks.length == 0 ? and(mark(to)) : and(BREAK, mark(to));
    }
    boolean goesOn = marks.length > 0 && Sought.of(from).is(marks[marks.length - 1]);
    return goesOn ? and(mark(to)) : and(mark(from), mark(to));
  }

  /** From where the next one goes on. */
  HeadHistory end() {
    return new HeadHistory(Arrays.copyOfRange(marks, marks.length - 1, marks.length));
  }

  /**
   * @param later begins where this one ends
   */
  HeadHistory followedBy(HeadHistory later) {
    return marks.length == 0 ? later : and(Arrays.copyOfRange(later.marks, 1, later.marks.length));
  }

  private HeadHistory and(long... more) {
    long[] all = Arrays.copyOf(marks, marks.length + more.length);
    System.arraycopy(more, 0, all, marks.length, more.length);
    return new HeadHistory(all);
  }

  /**
   * Every digit counts: hashes that people make up, or complete with zeros, often differ in few.
   */
  private static long mark(CommitSha commit) {
    String hash = commit.value();
    long mark = 0;
    for (int begin = 0; begin < hash.length(); begin += WORD_DIGITS) {
      int end = Math.min(begin + WORD_DIGITS, hash.length());
      long word = HexFormat.fromHexDigitsToLong(hash, begin, end);
      mark = Long.rotateLeft((mark + word) * SPREAD, Integer.SIZE);
    }
    return mark;
  }

  /**
   * A commit that is looked for.
   *
   * @param end the last digits of its hash, which were its mark until marks were made of all: a
   *     branch that has not moved since has them in its rows
   */
  private record Sought(long mark, long end) {
    static Sought of(CommitSha commit) {
      String hash = commit.value();
      int length = hash.length();
      return new Sought(
          HeadHistory.mark(commit),
          HexFormat.fromHexDigitsToLong(hash, length - WORD_DIGITS, length));
    }

    boolean is(long noted) {
      return noted == mark || (noted == end && noted != BREAK);
    }
  }
}
