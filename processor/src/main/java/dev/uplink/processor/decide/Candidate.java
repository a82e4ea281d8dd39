package dev.uplink.processor.decide;

import org.jspecify.annotations.Nullable;

/**
 * A target that an event is about.
 *
 * @param barrier the Space that does not pass an unreachable integration on to those below, in
 *     words; null when it is reachable
 */
public record Candidate(Target target, Attachment attachment, @Nullable String barrier) {
  public Candidate(Target target, Attachment attachment) {
    this(target, attachment, null);
  }
}
