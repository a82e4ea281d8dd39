package dev.uplink.notifier.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that goes on until it is closed, and begins again after whatever goes wrong with it. */
public final class Restarting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Restarting.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String what;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param what cannot be done while it goes wrong, as a sentence begins: "Probes cannot be read"
   */
  public Restarting(String what) {
    this.what = what;
  }

  /**
   * Returns when it is closed. An error is not for it to mend, and passes through.
   *
   * @param work looks at {@link #isRunning} and returns when that is false
   */
  public void run(Runnable work) {
    while (isRunning()) {
      try {
        work.run();
      } catch (Exception e) {
        // Checked ones too, though none is declared: a library throws them past the compiler.
        LOG.warn("{} for a while: {}", what, e.toString());
        pause(PAUSE);
      }
    }
  }

  public boolean isRunning() {
    return stopped.getCount() > 0;
  }

  /** Lets some time go by, less when it is closed meanwhile. Whoever interrupts it closes it. */
  public void pause(Duration time) {
    try {
      var _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
  }
}
