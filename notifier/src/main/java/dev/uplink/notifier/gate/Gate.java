package dev.uplink.notifier.gate;

/** Lets requests to Bitbucket through, or holds them back. Threads share it. */
@FunctionalInterface
public interface Gate {
  /**
   * @param host name and port that is going to be connected to
   */
  Admission enter(Caller caller, String host);
}
