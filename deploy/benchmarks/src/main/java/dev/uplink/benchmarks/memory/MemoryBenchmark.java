package dev.uplink.benchmarks.memory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.benchmarks.latency.StatusReceiver;
import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.process.ServerJvm;
import dev.uplink.benchmarks.setup.Catalogue;
import dev.uplink.benchmarks.setup.ControlPlane;
import dev.uplink.benchmarks.setup.Target;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program behind {@code deploy/benchmarks/memory}. */
public final class MemoryBenchmark {
  /** An integration each: Bitbucket is told with a few calls at once for each of them. */
  private static final int TARGETS = 50;

  /** Before the load: a machine on which nothing is compiled yet would be measured instead. */
  private static final double FIRST_RATE = 200;

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final MemoryPlan plan;
  private final HttpClient http;
  private final List<Service> services;
  private final StatusReceiver bitbucket;

  private MemoryBenchmark(
      MemoryPlan plan, HttpClient http, List<Service> services, StatusReceiver bitbucket) {
    this.plan = plan;
    this.http = http;
    this.services = services;
    this.bitbucket = bitbucket;
  }

  /** What had been done when it was looked. */
  private record Done(long accepted, long decided, long told, long nanos) {
    double seconds(Done before) {
      return (nanos - before.nanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    MemoryPlan plan = MemoryPlan.parse(words);
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (StatusReceiver bitbucket = new StatusReceiver();
        Platform platform = Platform.start("bench", bitbucket.api())) {
      platform.start(PartName.INGRESS, Map.of());
      platform.start(PartName.PROCESSOR, Map.of());
      platform.start(PartName.NOTIFIER, Map.of());
      LocalUplink uplink = platform.uplink();
      ControlPlane api = new ControlPlane(http, uplink.endpoints().api(), uplink.adminToken());
      List<Target> targets = api.targets(TARGETS);
      JsonNode other = api.cloud("Others", "AGGREGATED");
      new Catalogue(uplink)
          .copy(
              api.stack("Other", other, "other-0"),
              plan.stacks(),
              "other-",
              List.of(other.path("id").asText()));
      try (PromptScheduler _ =
          new PromptScheduler(
              uplink.endpoints().kafka(), uplink.serdes(), InstantSource.system())) {
        new MemoryBenchmark(plan, http, services(uplink), bitbucket)
            .run(new Traffic(http, targets));
      }
    }
    // The HTTP client's threads would keep the process for a while.
    System.exit(0);
  }

  private static List<Service> services(LocalUplink uplink) {
    return List.of(
        service(uplink, PartName.INGRESS, uplink.endpoints().api(), false),
        service(uplink, PartName.PROCESSOR, uplink.endpoints().processorManagement(), true),
        service(uplink, PartName.NOTIFIER, uplink.endpoints().notifierManagement(), true));
  }

  private static Service service(
      LocalUplink uplink, PartName part, URI management, boolean hasState) {
    return new Service(
        part.shown(),
        uplink.pid(part).orElseThrow(),
        management,
        hasState ? Optional.of(uplink.state(part)) : Optional.empty());
  }

  private void run(Traffic traffic) throws IOException, InterruptedException {
    System.out.printf(
        "%n%,d stacks; heaps of at most %d MB; %d cores for services, broker, database and load.%n"
            + "MB resident (at most), of the heap after a collection, and on disk.%n",
        plan.stacks() + TARGETS,
        ServerJvm.PRODUCTION.heapMegabytes(),
        Runtime.getRuntime().availableProcessors());
    Thread.sleep(plan.rest());
    show("at rest", footprints(resident()));

    traffic.send(FIRST_RATE, plan.settle());
    // Longer than it is looked, so that heaps are collected under load; not in the common pool,
    // whose threads the HTTP client needs.
    Duration time = plan.settle().plus(plan.measured().multipliedBy(2));
    Thread load = Thread.ofPlatform().name("load").start(() -> traffic.send(plan.rate(), time));
    Thread.sleep(plan.settle());
    Done before = done(traffic);
    Map<Service, Long> most = new HashMap<>();
    while (done(traffic).seconds(before) < plan.measured().toSeconds()) {
      resident().forEach((service, kilobytes) -> most.merge(service, kilobytes, Math::max));
      Thread.sleep(LOOK);
    }
    Done after = done(traffic);
    show("at %,.0f webhooks a second".formatted(plan.rate()), footprints(most));
    double seconds = after.seconds(before);
    System.out.printf(
        "Reached of %,.0f a second: %,.0f accepted, %,.0f decided, %,.0f statuses told; %,d not"
            + " accepted, %,d not decided yet%n",
        plan.rate(),
        (after.accepted - before.accepted) / seconds,
        (after.decided - before.decided) / seconds,
        (after.told - before.told) / seconds,
        traffic.otherwise(),
        after.accepted - after.decided);
    traffic.end();
    load.join();
  }

  private Done done(Traffic traffic) throws IOException, InterruptedException {
    Service processor = services.get(1);
    return new Done(
        traffic.accepted(),
        (long) processor.sum(http, "uplink_processor_decisions_total", ""),
        bitbucket.calls(),
        System.nanoTime());
  }

  private Map<Service, Long> resident() {
    Map<Service, Long> kilobytes = new HashMap<>();
    for (Service service : services) {
      service.resident().ifPresent(memory -> kilobytes.put(service, memory.rssKilobytes()));
    }
    return kilobytes;
  }

  private Map<Service, Footprint> footprints(Map<Service, Long> residentKilobytes)
      throws IOException, InterruptedException {
    Map<Service, Footprint> footprints = new HashMap<>();
    for (Service service : services) {
      Optional<Long> resident = Optional.ofNullable(residentKilobytes.get(service));
      footprints.put(service, Footprint.of(service, resident, http));
    }
    return footprints;
  }

  private void show(String when, Map<Service, Footprint> footprints) {
    System.out.printf("%n%-28s %8s %8s %8s%n", when, "resident", "heap", "disk");
    services.forEach(
        service -> System.out.printf("%-28s %s%n", service.name(), footprints.get(service)));
  }
}
