package dev.uplink.benchmarks.recovery;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** What is printed: a line for each case, as soon as it is over. */
record Table(PrintStream out) {
  /** Something that is timed. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  void head(int stacks, int integrations) {
    out.printf(
        "%n%,d stacks with a run of each, %,d integrations; %d cores for everything.%n"
            + "Seconds from the start of the script until it ends, and until all is as it was:%n"
            + "%-32s %10s %10s%n",
        stacks, integrations, Runtime.getRuntime().availableProcessors(), "lost", "script", "over");
  }

  /** What is left to do when the script has ended is timed with it. */
  void timed(String lost, Work script, Work rest) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    script.run();
    double ended = since(begin);
    rest.run();
    out.printf("%-32s %,10.1f %,10.1f%n", lost, ended, since(begin));
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
