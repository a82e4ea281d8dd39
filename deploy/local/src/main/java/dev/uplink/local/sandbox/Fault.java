package dev.uplink.local.sandbox;

import java.util.Optional;

/**
 * What goes wrong with calls of Bitbucket's API, or at the moment of one. Called on the thread of
 * the call, so a fault that takes its time makes a slow Bitbucket; of several calls at once.
 */
public interface Fault {
  /** Nothing goes wrong. */
  Fault NONE = new Fault() {};

  /**
   * What happens in place of Bitbucket's own answer; unless it says so, the call changes nothing.
   */
  default Optional<Instead> instead(String method, String path) {
    return Optional.empty();
  }

  /** The answer has been given, down to the last byte. */
  default void answered(String method, String path, int status) {}

  /** What happens in place of the real answer. */
  sealed interface Instead {}

  /**
   * Another answer.
   *
   * @param retryAfter seconds, for the header of that name; without it when negative
   */
  record Refusal(int status, int retryAfter) implements Instead {}

  /**
   * The connection ends without one.
   *
   * @param afterwards whether Bitbucket did what it was asked for before
   */
  record Dropped(boolean afterwards) implements Instead {}
}
