package dev.uplink.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does something at a fixed rate on the calling thread, late if it must, but never less often. */
public record Pacer(double rate) {
  /** What is done each time; its due time is on the clock of {@link System#nanoTime}. */
  public interface Step {
    void at(int number, long due);
  }

  public void run(int times, Step step) {
    Schedule schedule = new Schedule(rate);
    long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
    for (int number = 0; number < times; number++) {
      long due = begin + schedule.dueAt(number);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      step.at(number, due);
    }
  }
}
