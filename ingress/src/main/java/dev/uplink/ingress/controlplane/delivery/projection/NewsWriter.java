package dev.uplink.ingress.controlplane.delivery.projection;

import java.util.List;

/**
 * Where news are kept. Blocks.
 *
 * @param <N> of which kind
 */
public interface NewsWriter<N> {
  /**
   * Adds them to what is known; those that were written before change nothing.
   *
   * @throws NewsNotWrittenException if some could not be written now; all may be written again
   */
  void write(List<N> news);
}
