package dev.uplink.notifier.lookup;

/** Has a lookup answered. Blocks until there is an answer. */
@FunctionalInterface
public interface Asking {
  /** Throws {@link InterruptedException} where it is told to end: that is no answer. */
  Reply ask(Lookup lookup) throws InterruptedException;
}
