package dev.uplink.local.part;

import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** One KRaft node, broker and controller in one, inside the launcher's process. */
public final class KafkaPart implements Part {
  private final int port;
  private final int controllerPort;
  private final Path folder;
  private @Nullable KafkaRaftServer server;

  public KafkaPart(int port, int controllerPort, Path folder) {
    this.port = port;
    this.controllerPort = controllerPort;
    this.folder = folder;
  }

  @Override
  public void start() {
    Properties properties = properties();
    format(properties);
    KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server = started;
    started.startup();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  @Override
  public void kill() {
    stop();
  }

  /** Once: a folder that is formatted keeps its cluster id. */
  private void format(Properties properties) {
    if (Files.exists(folder.resolve("logs").resolve("meta.properties"))) {
      return;
    }
    Path file = folder.resolve("server.properties");
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      Files.createDirectories(folder);
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String[] command = {
      "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
    };
    int code = StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new StartFailedException(
          "Kafka's folder could not be prepared: " + output.toString(StandardCharsets.UTF_8));
    }
  }

  private Properties properties() {
    String broker = "127.0.0.1:" + port;
    String controller = "127.0.0.1:" + controllerPort;
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@" + controller);
    properties.put("listeners", "BROKER://" + broker + ",CONTROLLER://" + controller);
    properties.put("advertised.listeners", "BROKER://" + broker);
    properties.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "BROKER");
    properties.put("log.dirs", folder.resolve("logs").toString());
    properties.put("message.max.bytes", Integer.toString(Limits.DECISION_RECORD_BYTES));
    // A topic that is misspelt must be missing, here as in production.
    properties.put("auto.create.topics.enable", "false");
    oneReplica(properties);
    small(properties);
    return properties;
  }

  private static void oneReplica(Properties properties) {
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
  }

  private static void small(Properties properties) {
    properties.put("offsets.topic.num.partitions", "3");
    properties.put("transaction.state.log.num.partitions", "3");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("log.cleaner.dedupe.buffer.size", "8388608");
    properties.put("log.index.size.max.bytes", "1048576");
    // Nobody else will join: waiting for them only makes the start longer.
    properties.put("group.initial.rebalance.delay.ms", "0");
  }
}
