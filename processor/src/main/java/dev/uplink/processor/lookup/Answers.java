package dev.uplink.processor.lookup;

/** The answers that an event is decided by. */
@FunctionalInterface
public interface Answers {
  /** {@link Answer.None} also for a question that was not asked, or is not answered yet. */
  Answer to(Lookup lookup);
}
