package dev.uplink.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three brokers, one of which dies; the other two go on without it. */
@Tag("chaos")
class LostLeaderE2E {
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = Rig.start(Arrangement.standard().on(Arrangement.Kafka.CLUSTER).supervising());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void nothingIsLostWithTheLeaderOfTheWebhooks() throws Exception {
    try (Cluster cluster = rig.cluster()) {
      lose(cluster, cluster.leaderOf(Topics.WEBHOOKS));
    }
  }

  @Test
  void nothingIsLostWithTheCoordinatorOfTheProcessorsTransactions() throws Exception {
    try (Cluster cluster = rig.cluster()) {
      lose(cluster, cluster.coordinatorOf("uplink-processor"));
    }
  }

  private static void lose(Cluster cluster, PartName broker) throws Exception {
    assertThat(cluster.inSync(Topics.WEBHOOKS)).isEqualTo(3);
    try (Traffic traffic = rig.traffic()) {
      traffic.awaitAccepted(100);
      rig.uplink().kill(broker);
      // Not only survived, but gone on with.
      traffic.awaitAccepted(500);
      assertThat(cluster.inSync(Topics.WEBHOOKS)).isEqualTo(2);
      rig.uplink().start(broker);
      rig.endWell(traffic);
    }
    await("the broker to catch up")
        .atMost(Duration.ofMinutes(1))
        .until(() -> cluster.inSync(Topics.WEBHOOKS) == 3);
  }
}
