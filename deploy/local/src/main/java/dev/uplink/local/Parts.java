package dev.uplink.local;

import dev.uplink.local.part.Part;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** The parts of one Uplink by their names: each is started and stopped alone, or with others. */
final class Parts {
  private final Map<PartName, Part> parts;
  private final SideBySide sideBySide;
  private final Progress progress;

  Parts(Map<PartName, Part> parts, SideBySide sideBySide, Progress progress) {
    this.parts = parts;
    this.sideBySide = sideBySide;
    this.progress = progress;
  }

  /** Whether this Uplink was arranged with it. */
  boolean has(PartName name) {
    return parts.containsKey(name);
  }

  void start(PartName name) {
    long begin = System.nanoTime();
    part(name).start();
    progress.ready(name, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Starts those that this Uplink has, side by side. */
  void startTogether(Collection<PartName> names) {
    sideBySide.run(
        names.stream().filter(this::has).<Runnable>map(name -> () -> start(name)).toList());
  }

  void stop(PartName name) {
    part(name).stop();
  }

  /** As {@link #startTogether}; what cannot be stopped is told, and stops nobody else's end. */
  void stopTogether(Collection<PartName> names) {
    sideBySide.run(
        names.stream().filter(this::has).<Runnable>map(name -> () -> stopAtAnyRate(name)).toList());
  }

  /** One that cannot be stopped must not keep the others running; the guard ends it. */
  private void stopAtAnyRate(PartName name) {
    try {
      stop(name);
    } catch (RuntimeException e) {
      progress.trouble(name.shown() + " could not be stopped in an orderly way: " + e);
    }
  }

  void kill(PartName name) {
    part(name).kill();
  }

  OptionalLong pid(PartName name) {
    return part(name).pid();
  }

  private Part part(PartName name) {
    return Objects.requireNonNull(parts.get(name), () -> name.shown() + " is left out");
  }
}
