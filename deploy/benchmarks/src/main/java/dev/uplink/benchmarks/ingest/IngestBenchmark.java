package dev.uplink.benchmarks.ingest;

import dev.uplink.benchmarks.ceiling.CeilingServer;
import dev.uplink.benchmarks.load.LoadGenerator;
import dev.uplink.benchmarks.load.Webhooks;
import dev.uplink.benchmarks.process.Child;
import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.process.ServerJvm;
import dev.uplink.ingress.crypto.WebhookSecretSealing;
import dev.uplink.local.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The program behind {@code deploy/benchmarks/ingest}. */
public final class IngestBenchmark {
  private static final String CEILING_TOPIC = "bench.ceiling";

  private IngestBenchmark() {}

  public static void main(String[] words) throws IOException, SQLException {
    IngestPlan plan = IngestPlan.parse(words);
    try (Platform platform = Platform.start(Webhooks.ACCOUNT)) {
      platform.start(PartName.INGRESS, Map.of());
      platform.createTopicLikeWebhooks(CEILING_TOPIC);
      try (Child ceiling =
              Child.start(
                  CeilingServer.class,
                  ServerJvm.PRODUCTION,
                  platform.uplink().logs(),
                  platform.uplink().endpoints().kafka(),
                  CEILING_TOPIC);
          Child load =
              Child.start(LoadGenerator.class, ServerJvm.PRODUCTION, platform.uplink().logs())) {
        int ceilingPort = Integer.parseInt(ceiling.read());
        List<Server> servers =
            List.of(
                new Server(
                    "ingress",
                    platform.uplink().endpoints().ports().webhook(),
                    platform.pid("dev.uplink.ingress.IngressApplication")),
                new Server("ceiling", ceilingPort, ceiling.pid()));
        measure(plan, platform, load, servers);
      }
    }
  }

  private static void measure(IngestPlan plan, Platform platform, Child load, List<Server> servers)
      throws IOException, SQLException {
    Integrations seed =
        new Integrations(
            platform.uplink().endpoints().database(),
            WebhookSecretSealing.fromKeyset(Files.readString(platform.webhookSecretsKeyset())));
    Report report = new Report(System.out);
    int seeded = 0;
    for (int integrations : plan.catalogues()) {
      seed.add(seeded, integrations);
      seeded = integrations;
      System.out.printf("%n%,d integrations%n", integrations);
      List<Measured> measured = servers.stream().map(Measured::new).toList();
      new Rounds(plan, load, System.out).measure(integrations, measured);
      report.add(integrations, measured.getFirst(), measured.getLast());
    }
    report.print();
  }
}
