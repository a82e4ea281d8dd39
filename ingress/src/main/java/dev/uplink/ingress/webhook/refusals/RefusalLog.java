package dev.uplink.ingress.webhook.refusals;

import java.util.List;

/** Where refusals are kept. Blocks. */
interface RefusalLog {
  /**
   * Each kind once.
   *
   * @throws RefusalsNotWrittenException if nothing could be written
   */
  void write(List<Refusals> refusals);
}
