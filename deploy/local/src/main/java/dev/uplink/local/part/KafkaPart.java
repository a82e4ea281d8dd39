package dev.uplink.local.part;

import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A node inside the launcher's process. It can be stopped, and not killed. */
public final class KafkaPart implements Part {
  private final KafkaCluster cluster;
  private final KafkaNode node;
  private @Nullable KafkaRaftServer server;

  public KafkaPart(KafkaCluster cluster, KafkaNode node) {
    this.cluster = cluster;
    this.node = node;
  }

  @Override
  public void start() {
    cluster.prepare(node);
    Properties properties = cluster.properties(node);
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
}
