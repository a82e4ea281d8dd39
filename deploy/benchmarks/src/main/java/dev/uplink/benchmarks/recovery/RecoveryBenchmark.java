package dev.uplink.benchmarks.recovery;

import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.process.ServerJvm;
import dev.uplink.benchmarks.setup.Catalogue;
import dev.uplink.benchmarks.setup.ControlPlane;
import dev.uplink.local.Arrangement;
import dev.uplink.local.LocalSettings;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import dev.uplink.local.Progress;
import dev.uplink.local.Tuning;
import dev.uplink.local.part.DatabaseCopies;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** The program behind {@code deploy/recovery/measure}. */
public final class RecoveryBenchmark {
  private RecoveryBenchmark() {}

  /** Words: the folder of the scripts, and how many stacks there are. */
  public static void main(String[] words) throws IOException, InterruptedException {
    int stacks = Integer.parseInt(words[1]);
    Path data = Files.createTempDirectory("uplink-recovery-");
    Map<String, String> settings = new HashMap<>(Platform.onFreePorts());
    settings.put("UPLINK_DATA_DIR", data.resolve("uplink").toString());
    settings.put("UPLINK_SCHEDULER", "off");
    ServerJvm jvm = ServerJvm.PRODUCTION;
    Tuning tuning = new Tuning(Map.of(), jvm.heapMegabytes(), jvm.flags(), service -> Map.of());
    Progress progress = Progress.on(System.out);
    try (LocalUplink uplink =
        LocalUplink.prepare(
            LocalSettings.read(settings),
            Arrangement.standard().tuned(tuning).supervising(),
            progress)) {
      System.out.println("Logs are in " + uplink.logs());
      uplink.startAll();
      run(new Scripts(Path.of(words[0]), data, uplink), stacks);
    }
    // Not after a failure: the logs say why.
    Utils.delete(data.toFile());
    // The HTTP client's threads would keep the process for a while.
    System.exit(0);
  }

  private static void run(Scripts scripts, int stacks) throws IOException, InterruptedException {
    LocalUplink uplink = scripts.uplink();
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ControlPlane api = new ControlPlane(http, uplink.endpoints().api(), uplink.adminToken());
    Catalogue catalogue = new Catalogue(uplink);
    Inhabitants inhabitants = new Inhabitants(http, api, catalogue);
    Table table = new Table(System.out);
    inhabitants.settle(stacks);
    inhabitants.startRuns();
    int letters = inhabitants.deadLetters();

    Losses losses =
        new Losses(
            scripts, new DatabaseCopies(uplink.endpoints().ports().postgres()), catalogue, table);
    table.head(stacks, inhabitants.integrations());
    losses.catalogueTopic();
    losses.database(() -> inhabitants.change(100));
    losses.stateDirectory(PartName.PROCESSOR);
    losses.stateDirectory(PartName.NOTIFIER);
    losses.internalTopics(PartName.PROCESSOR);
    losses.internalTopics(PartName.NOTIFIER);
    losses.registry();
    losses.encryptionKey();
    losses.deadLetters(letters);
  }
}
