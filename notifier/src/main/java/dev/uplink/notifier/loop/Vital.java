package dev.uplink.notifier.loop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work without which the process is not to go on. What ends it is told in the log, and the process
 * ended: nobody would notice a thread that is not there any more, and no other thread of a process
 * that ran out of memory should go on either.
 */
public final class Vital implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Vital.class);

  private final String what;
  private final Runnable work;
  private final Runnable end;

  /**
   * @param what cannot be done any more when it is thrown out of, as a sentence begins
   * @param end of the process, begun here; returns
   */
  public Vital(String what, Runnable work, Runnable end) {
    this.what = what;
    this.work = work;
    this.end = end;
  }

  @Override
  public void run() {
    try {
      work.run();
    } catch (Throwable e) {
      LOG.error("{} any more, so the notifier ends", what, e);
      end.run();
    }
  }
}
