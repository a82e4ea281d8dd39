package dev.uplink.local.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, without their credentials. */
public final class RequestLog {
  private static final int KEPT = 1_000;

  /**
   * One request and what it was answered.
   *
   * @param authorization the scheme only, for example {@code Bearer}; empty without the header
   */
  public record Entry(String method, String path, String authorization, String body, int status) {}

  private final Deque<Entry> entries = new ArrayDeque<>();

  synchronized void add(SandboxRequest request, int status) {
    String scheme = request.authorization().map(value -> value.split(" ", 2)[0]).orElse("");
    entries.addLast(new Entry(request.method(), request.path(), scheme, request.body(), status));
    if (entries.size() > KEPT) {
      entries.removeFirst();
    }
  }

  /** Oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
