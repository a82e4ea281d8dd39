package dev.uplink.local.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Requests that no description of the product allows, whoever made them. */
public final class Violations {
  private static final int KEPT = 1_000;

  /**
   * One such request.
   *
   * @param problem what is wrong with it, and what was expected
   */
  public record Violation(String method, String path, String problem) {}

  private final Deque<Violation> all = new ArrayDeque<>();

  synchronized void add(SandboxRequest request, String problem) {
    if (all.size() < KEPT) {
      all.addLast(new Violation(request.method(), request.path(), problem));
    }
  }

  /** The first ones, oldest first. */
  public synchronized List<Violation> all() {
    return List.copyOf(all);
  }

  synchronized void clear() {
    all.clear();
  }
}
