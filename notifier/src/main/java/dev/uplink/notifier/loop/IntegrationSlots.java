package dev.uplink.notifier.loop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much may be asked of each integration's Bitbucket at once, so that one that is slow leaves
 * room for the others. Threads share it.
 */
public final class IntegrationSlots {
  private static final int MOST_OF_ONE = 8;

  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /**
   * @return whether there was one left; whoever got it gives it back
   */
  public boolean take(String integrationId) {
    boolean isFree = taken.merge(integrationId, 1, Integer::sum) <= MOST_OF_ONE;
    if (!isFree) {
      giveBack(integrationId);
    }
    return isFree;
  }

  public void giveBack(String integrationId) {
    taken.computeIfPresent(integrationId, (id, count) -> count == 1 ? null : count - 1);
  }
}
