package dev.uplink.notifier.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One KRaft node in this JVM. */
public final class EmbeddedKafka implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String broker;

  public EmbeddedKafka(Path folder) throws IOException {
    broker = "127.0.0.1:" + freePort();
    Properties properties = properties(folder, "127.0.0.1:" + freePort());
    format(folder.resolve("server.properties"), properties);
    server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
  }

  public String bootstrapServers() {
    return broker;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void format(Path file, Properties properties) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    String[] command = {
      "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
    };
    int code = StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IllegalStateException(output.toString(StandardCharsets.UTF_8));
    }
  }

  private Properties properties(Path folder, String controller) {
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
    properties.put("message.max.bytes", Integer.toString(8 * 1024 * 1024));
    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("log.cleaner.dedupe.buffer.size", "8388608");
    properties.put("log.index.size.max.bytes", "1048576");
    return properties;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
