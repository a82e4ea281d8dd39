package dev.uplink.benchmarks.process;

import static java.util.stream.Collectors.toMap;

import dev.uplink.local.Arrangement;
import dev.uplink.local.LocalSettings;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import dev.uplink.local.Progress;
import dev.uplink.local.Tuning;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Utils;

/**
 * What a benchmark stands on: the parts of local mode, the services with production's JVM, and a
 * broker that soon throws away what it was given, because a full disk would be measured instead.
 */
public final class Platform implements AutoCloseable {
  private static final Map<String, String> SHORT_MEMORY =
      Map.of(
          "log.segment.bytes", "268435456",
          "log.retention.bytes", "268435456",
          "log.retention.check.interval.ms", "2000",
          "log.segment.delete.delay.ms", "1000");

  private final LocalUplink uplink;
  private final Path data;
  private final Map<String, String> environment;

  private Platform(LocalUplink uplink, Path data, Map<String, String> environment) {
    this.uplink = uplink;
    this.data = data;
    this.environment = environment;
  }

  /** Kafka, PostgreSQL, registry and sandbox; no service yet. */
  public static Platform start(String account) throws IOException {
    return start(account, Map.of());
  }

  /** The same, with a Bitbucket Cloud of the caller's. */
  public static Platform start(String account, URI bitbucketCloudApi) throws IOException {
    return start(account, Map.of("UPLINK_BITBUCKET_CLOUD_API", bitbucketCloudApi.toString()));
  }

  private static Platform start(String account, Map<String, String> more) throws IOException {
    Path data = Files.createTempDirectory("uplink-benchmark-");
    Map<String, String> settings = new HashMap<>(more);
    settings.putAll(onFreePorts());
    settings.put("UPLINK_DATA_DIR", data.toString());
    settings.put("UPLINK_ACCOUNT_ID", account);
    settings.put("UPLINK_SCHEDULER", "off");
    Map<String, String> environment = new HashMap<>();
    ServerJvm jvm = ServerJvm.PRODUCTION;
    LocalUplink uplink =
        LocalUplink.prepare(
            LocalSettings.read(settings),
            Arrangement.standard()
                .tuned(
                    new Tuning(
                        SHORT_MEMORY, jvm.heapMegabytes(), jvm.flags(), service -> environment)),
            Progress.on(System.out));
    System.out.println("Logs are in " + uplink.logs());
    uplink.startPlatform();
    uplink.migrate();
    return new Platform(uplink, data, environment);
  }

  /** Settings of local mode, for one beside others. */
  public static Map<String, String> onFreePorts() {
    return Stream.of("WEBHOOK", "API", "REGISTRY", "KAFKA", "POSTGRES", "SANDBOX")
        .collect(toMap(port -> "UPLINK_" + port + "_PORT", port -> "0"));
  }

  public LocalUplink uplink() {
    return uplink;
  }

  public Path webhookSecretsKeyset() {
    return data.resolve("keys").resolve("webhook-secrets.json");
  }

  /** Of the service whose main class this is. */
  public long pid(String main) {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(main))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no process runs " + main))
        .pid();
  }

  /** As many partitions and the same settings as what it is compared with. */
  public void createTopicLikeWebhooks(String name) {
    NewTopic topic =
        new NewTopic(name, Topics.WEBHOOKS.settings().partitions(), (short) 1)
            .configs(Topics.WEBHOOKS.settings().brokerConfig());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", uplink.endpoints().kafka()))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a service, or starts it again, with these settings besides its own. */
  public void start(PartName service, Map<String, String> settings) {
    uplink.stop(service);
    environment.clear();
    environment.putAll(settings);
    uplink.start(service);
  }

  /** Only the logs stay: what went through Kafka takes gigabytes. */
  @Override
  public void close() throws IOException {
    uplink.close();
    try (Stream<Path> parts = Files.list(data)) {
      for (Path part : parts.filter(part -> !part.equals(uplink.logs())).toList()) {
        Utils.delete(part.toFile());
      }
    }
  }
}
