package dev.uplink.e2e;

import dev.uplink.local.sandbox.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A Bitbucket that does not do every time what it is asked for, in an order that a seed gives. Most
 * calls go well: one that never answers is left alone, and nothing is learnt.
 */
final class UnreliableBitbucket implements Fault {
  private static final int LATEST_MILLIS = 1_200;
  private static final int A_SECOND = 1;
  private static final int NOT_SAID = -1;

  /** With how many of a hundred calls each happens to. */
  private enum Mishap {
    BUSY_FOR_A_SECOND(6),
    /** Without a word for how long, and so only once: whoever waits, waits longer every time. */
    BUSY(2),
    FAILED(4),
    UNAVAILABLE(3),
    /** Nothing was done, and nothing is said. */
    UNHEARD(5),
    /** It was done, but nothing is said. */
    UNANSWERED(5),
    LATE(10);

    private final int ofHundred;

    Mishap(int ofHundred) {
      this.ofHundred = ofHundred;
    }
  }

  private final Random random;
  private final Map<Mishap, Integer> happened = new EnumMap<>(Mishap.class);

  UnreliableBitbucket(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public Optional<Instead> instead(String method, String path) {
    return method.equals("POST") ? next().flatMap(this::instead) : Optional.empty();
  }

  /** How often what has happened. */
  @Override
  public synchronized String toString() {
    return happened.toString();
  }

  private Optional<Instead> instead(Mishap mishap) {
    return switch (mishap) {
      case BUSY_FOR_A_SECOND -> Optional.of(new Refusal(429, A_SECOND));
      case BUSY -> Optional.of(new Refusal(429, NOT_SAID));
      case FAILED -> Optional.of(new Refusal(500, NOT_SAID));
      case UNAVAILABLE -> Optional.of(new Refusal(503, NOT_SAID));
      case UNHEARD -> Optional.of(new Dropped(false));
      case UNANSWERED -> Optional.of(new Dropped(true));
      case LATE -> {
        late();
        yield Optional.empty();
      }
    };
  }

  private synchronized Optional<Mishap> next() {
    int dice = random.nextInt(100);
    for (Mishap mishap : Mishap.values()) {
      dice -= mishap.ofHundred;
      if (dice < 0) {
        int times = happened.merge(mishap, 1, Integer::sum);
        return Optional.of(mishap).filter(it -> it != Mishap.BUSY || times == 1);
      }
    }
    return Optional.empty();
  }

  /** The slowness itself: no test waits for it. */
  private void late() {
    try {
      Thread.sleep(random.nextInt(LATEST_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
