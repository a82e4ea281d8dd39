package dev.uplink.benchmarks.memory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.benchmarks.latency.StatusReceiver;
import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.process.ResidentMemory;
import dev.uplink.benchmarks.process.ServerJvm;
import dev.uplink.benchmarks.setup.Catalogue;
import dev.uplink.benchmarks.setup.ControlPlane;
import dev.uplink.benchmarks.setup.Target;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** The program behind {@code deploy/benchmarks/memory}. */
public final class MemoryBenchmark {
  /** An integration each: Bitbucket is told with a few calls at once for each of them. */
  private static final int TARGETS = 50;

  /** Before the load: a machine on which nothing is compiled yet would be measured instead. */
  private static final double FIRST_RATE = 200;

  /** No budget for what Bitbucket is told; it could not be told so often otherwise. */
  private static final Map<String, String> UNLIMITED =
      Map.of("UPLINK_CLOUD_REQUESTS_PER_HOUR", "100000000");

  private final MemoryPlan plan;
  private final HttpClient http;
  private final Platform platform;
  private final StatusReceiver bitbucket;

  private MemoryBenchmark(
      MemoryPlan plan, HttpClient http, Platform platform, StatusReceiver bitbucket) {
    this.plan = plan;
    this.http = http;
    this.platform = platform;
    this.bitbucket = bitbucket;
  }

  public static void main(String[] words)
      throws IOException, InterruptedException, TimeoutException {
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
        new MemoryBenchmark(plan, http, platform, bitbucket).run(new Traffic(http, targets));
      }
    }
    // The HTTP client's threads would keep the process for a while.
    System.exit(0);
  }

  private void run(Traffic traffic) throws IOException, InterruptedException, TimeoutException {
    System.out.printf(
        "%n%,d stacks; heaps of at most %d MB; %d cores for services, broker, database and load.%n"
            + "MB resident (at most), of the heap after a collection, and on disk.%n",
        plan.stacks() + TARGETS,
        ServerJvm.PRODUCTION.heapMegabytes(),
        Runtime.getRuntime().availableProcessors());
    Thread.sleep(plan.rest());
    title("at rest, all three");
    for (Service service : List.of(ingress(), processor(), notifier())) {
      Optional<Long> resident = service.resident().map(ResidentMemory::rssKilobytes);
      show(service, Footprint.of(service, resident, http), "");
    }
    underLoad(traffic);
  }

  /** Each alone with the broker: on a small machine they would starve each other. */
  private void underLoad(Traffic traffic)
      throws IOException, InterruptedException, TimeoutException {
    title("under load, each alone");
    platform.uplink().stop(PartName.PROCESSOR);
    platform.uplink().stop(PartName.NOTIFIER);
    traffic.send(FIRST_RATE, plan.warmUp());
    Thread load =
        Thread.ofPlatform()
            .daemon()
            .name("load")
            .start(() -> traffic.send(plan.rate(), plan.load()));
    long before = traffic.accepted();
    look(
        ingress(),
        () -> traffic.accepted() - before,
        (long) (plan.rate() * plan.load().toSeconds()),
        "%,.0f webhooks accepted a second");
    load.join();
    platform.uplink().stop(PartName.INGRESS);

    platform.start(PartName.PROCESSOR, Map.of());
    Service processor = processor();
    look(
        processor,
        () -> processor.count(http, "uplink_processor_decisions_total"),
        traffic.accepted(),
        "%,.0f webhooks decided a second");
    platform.uplink().stop(PartName.PROCESSOR);

    platform.start(PartName.NOTIFIER, UNLIMITED);
    look(notifier(), bitbucket::successful, traffic.accepted(), "%,.0f commits told a second");
    System.out.printf(
        "%n%,d webhooks accepted, %,d not; %,d calls%n",
        traffic.accepted(), traffic.otherwise(), bitbucket.calls());
  }

  private void look(Service service, UnderLoad.Progress progress, long work, String words)
      throws IOException, InterruptedException, TimeoutException {
    UnderLoad.Seen seen = new UnderLoad(service, progress, work).look(http);
    show(service, seen.footprint(), words.formatted(seen.perSecond()));
  }

  private Service ingress() {
    return service(PartName.INGRESS, platform.uplink().endpoints().api(), false);
  }

  private Service processor() {
    return service(PartName.PROCESSOR, platform.uplink().endpoints().processorManagement(), true);
  }

  private Service notifier() {
    return service(PartName.NOTIFIER, platform.uplink().endpoints().notifierManagement(), true);
  }

  private Service service(PartName part, URI management, boolean hasState) {
    LocalUplink uplink = platform.uplink();
    return new Service(
        part.shown(),
        uplink.pid(part).orElseThrow(),
        management,
        hasState ? Optional.of(uplink.state(part)) : Optional.empty());
  }

  private static void title(String when) {
    System.out.printf("%n%-28s %8s %8s %8s%n", when, "resident", "heap", "disk");
  }

  private static void show(Service service, Footprint footprint, String words) {
    System.out.printf("%-28s %s  %s%n", service.name(), footprint, words);
  }
}
