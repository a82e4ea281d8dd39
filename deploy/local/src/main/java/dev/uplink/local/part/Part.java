package dev.uplink.local.part;

import dev.uplink.local.process.StartFailedException;
import java.util.OptionalLong;

/**
 * One thing that local mode runs. Not safe for use by several threads at once, but for a kill or a
 * stop while a start is waited for.
 */
public interface Part {

  /**
   * Returns when others can use it. Throws {@link StartFailedException} with the reason in plain
   * words. Data of an earlier start is still there.
   */
  void start();

  /** Ends it in an orderly way; does nothing when it is not running. */
  void stop();

  /**
   * Ends it as a crash would: its process gets a SIGKILL. A part inside the launcher's process has
   * nothing to kill and is stopped.
   */
  void kill();

  /** The process it runs in, if that is one of its own and alive. */
  default OptionalLong pid() {
    return OptionalLong.empty();
  }
}
