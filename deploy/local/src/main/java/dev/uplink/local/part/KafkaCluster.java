package dev.uplink.local.part;

import static java.util.stream.Collectors.joining;

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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The nodes that make one Kafka, with what each is configured to. */
public final class KafkaCluster {
  /** Of the folders: the broker that is a program of its own is older than this launcher's. */
  private static final String RELEASE = "4.2";

  private final String id = Uuid.randomUuid().toString();
  private final List<KafkaNode> nodes;
  private final Map<String, String> more;

  /** More are properties of each node that local mode says nothing of, or otherwise. */
  public KafkaCluster(List<KafkaNode> nodes, Map<String, String> more) {
    this.nodes = List.copyOf(nodes);
    this.more = Map.copyOf(more);
  }

  public List<KafkaNode> nodes() {
    return nodes;
  }

  /** All brokers, for clients. */
  public String bootstrap() {
    return nodes.stream().map(KafkaNode::address).collect(joining(","));
  }

  /** Every topic is on every broker. */
  public short replicas() {
    return (short) nodes.size();
  }

  /** Writes the node's settings down, and makes its folder a Kafka's unless it is one already. */
  Path prepare(KafkaNode node) {
    Path file = node.folder().resolve("server.properties");
    try {
      Files.createDirectories(node.folder());
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties(node).store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Files.exists(node.logs().resolve("meta.properties"))) {
      format(file);
    }
    return file;
  }

  Properties properties(KafkaNode node) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(node.id()));
    properties.put(
        "controller.quorum.voters", nodes.stream().map(KafkaNode::voter).collect(joining(",")));
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "BROKER");
    listeners(node, properties);
    properties.put("log.dirs", node.logs().toString());
    properties.put("message.max.bytes", Integer.toString(Limits.DECISION_RECORD_BYTES));
    // A topic that is misspelt must be missing, here as in production.
    properties.put("auto.create.topics.enable", "false");
    replicated(properties);
    small(properties);
    properties.putAll(more);
    return properties;
  }

  private static void listeners(KafkaNode node, Properties properties) {
    StringBuilder bound = new StringBuilder("BROKER://" + node.address());
    StringBuilder advertised = new StringBuilder("BROKER://" + node.address());
    StringBuilder protocols = new StringBuilder("BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    bound.append(",CONTROLLER://127.0.0.1:").append(node.controllerPort());
    for (KafkaNode.Listener listener : node.more()) {
      String name = "," + listener.name();
      bound.append(name).append("://127.0.0.1:").append(listener.port());
      advertised.append(name).append("://127.0.0.1:").append(listener.advertisedPort());
      protocols.append(name).append(':').append(listener.protocol().name);
    }
    properties.put("listeners", bound.toString());
    properties.put("advertised.listeners", advertised.toString());
    properties.put("listener.security.protocol.map", protocols.toString());
  }

  /** On every node; a write needs a majority, so that one node may be lost. */
  private void replicated(Properties properties) {
    String replicas = Integer.toString(nodes.size());
    String needed = Integer.toString(nodes.size() / 2 + 1);
    properties.put("default.replication.factor", replicas);
    properties.put("min.insync.replicas", needed);
    properties.put("offsets.topic.replication.factor", replicas);
    properties.put("transaction.state.log.replication.factor", replicas);
    properties.put("transaction.state.log.min.isr", needed);
    properties.put("share.coordinator.state.topic.replication.factor", replicas);
    properties.put("share.coordinator.state.topic.min.isr", needed);
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

  private void format(Path file) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    String[] command = {
      "format", "--cluster-id", id, "--release-version", RELEASE, "--config", file.toString()
    };
    int code = StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new StartFailedException(
          "Kafka's folder could not be prepared: " + output.toString(StandardCharsets.UTF_8));
    }
  }
}
