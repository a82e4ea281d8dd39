package dev.uplink.schemas.surroundings;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a service's neighbours every few seconds. What has changed is one line of the log; how it
 * stands is in the readiness answer, for whoever looks later. It repairs nothing: whoever needs a
 * neighbour waits for it or refuses work by itself.
 */
public final class Surroundings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final List<Watched> neighbours;
  private final InstantSource clock;
  private final ScheduledExecutorService executor;

  /**
   * One part of the readiness answer.
   *
   * @param isWell whether the service can do its work as far as this part matters
   * @param details by what they are called; empty when there is nothing to say
   */
  public record Part(String name, boolean isWell, Map<String, String> details) {}

  private static final class Watched {
    private final Neighbour neighbour;
    private volatile Standing standing = Standing.WELL;

    Watched(Neighbour neighbour) {
      this.neighbour = neighbour;
    }
  }

  /**
   * @param neighbours closed with this
   */
  public Surroundings(List<? extends Neighbour> neighbours, InstantSource clock) {
    this.neighbours = neighbours.stream().map(Watched::new).toList();
    this.clock = clock;
    // A thread for each: one that is silent must not keep another from being asked.
    this.executor =
        Executors.newScheduledThreadPool(
            this.neighbours.size(),
            task -> Thread.ofPlatform().daemon().name("surroundings").unstarted(task));
  }

  /** The first time at once: a clock that is wrong is wrong from the start. */
  public void start() {
    for (Watched watched : neighbours) {
      var _ =
          executor.scheduleWithFixedDelay(
              () -> look(watched), 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Asks each once more, now. */
  public void look() {
    neighbours.forEach(this::look);
  }

  /** How each stood when it was last asked. */
  public List<Part> parts() {
    return neighbours.stream().map(watched -> part(watched.neighbour, watched.standing)).toList();
  }

  /** One at a time: what has changed since the last answer is told once. */
  private void look(Watched watched) {
    synchronized (watched) {
      Heard heard = ask(watched.neighbour);
      if (executor.isShutdown()) {
        return;
      }
      Standing before = watched.standing;
      watched.standing = before.after(heard, clock.instant());
      watched
          .standing
          .newsSince(before, clock.instant())
          .forEach(news -> log(watched.neighbour, news));
    }
  }

  private static Heard ask(Neighbour neighbour) {
    try {
      return neighbour.ask();
    } catch (RuntimeException e) {
      // A bug; but a look that threw would be the last one.
      return new Heard.Silence("it could not be asked: " + e);
    }
  }

  private static void log(Neighbour neighbour, Standing.News news) {
    String where = neighbour.where();
    switch (news) {
      case Standing.News.WentAway(String why) ->
          LOG.warn("{} is away: {}. Meanwhile {}", where, why, neighbour.need().meanwhile());
      case Standing.News.CameBack(Duration after) -> LOG.info("{} is back after {}", where, after);
      case Standing.News.ClocksDiffer(Duration ahead) ->
          LOG.warn("{} has another time: {}", where, difference(ahead));
      case Standing.News.ClocksAgree() -> LOG.info("{} has the time of this machine again", where);
    }
  }

  private static Part part(Neighbour neighbour, Standing standing) {
    Map<String, String> details = new LinkedHashMap<>();
    Standing.Away away = standing.away();
    if (away != null) {
      details.put("away since", away.since().toString());
      details.put("why", away.why());
      details.put("meanwhile", neighbour.need().meanwhile());
    }
    if (!standing.clockAhead().isZero()) {
      details.put("clock", difference(standing.clockAhead()));
    }
    return new Part(neighbour.name(), away == null || !neighbour.need().always(), details);
  }

  private static String difference(Duration ahead) {
    return "this machine's clock is %s %s it; set both by NTP"
        .formatted(
            Duration.ofSeconds(ahead.abs().toSeconds()),
            ahead.isNegative() ? "behind" : "ahead of");
  }

  @Override
  public void close() {
    executor.shutdownNow();
    neighbours.forEach(watched -> watched.neighbour.close());
  }
}
