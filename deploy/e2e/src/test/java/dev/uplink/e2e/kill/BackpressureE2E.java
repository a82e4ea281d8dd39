package dev.uplink.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.e2e.load.Pings;
import dev.uplink.e2e.load.Traffic;
import dev.uplink.local.Arrangement;
import dev.uplink.local.PartName;
import dev.uplink.local.proxy.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kafka or PostgreSQL is slow or away for long. Ingress says 503 in time or 202 truly, answers what
 * needs neither at once, stays small, and is the same process afterwards.
 */
@Tag("chaos")
class BackpressureE2E {
  /** What Bitbucket waits. Ingress needs half of it, and this machine does everything at once. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A ping passes the event loops and nothing else. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  /** Its heap is 256 MB; what is outside of the heap must be bounded as well. */
  private static final long MOST_MEGABYTES = 640;

  private static Rig rig;

  @BeforeAll
  static void start() {
    rig =
        Rig.start(
            Arrangement.standard()
                .on(Arrangement.Kafka.PROCESS)
                .detouring(PartName.INGRESS)
                // The least that is allowed, so that it is full soon.
                .setting(PartName.INGRESS, "UPLINK_WEBHOOK_MEMORY", "16777216")
                .supervising());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void theBrokerIsGoneForAMinute() throws IOException {
    during(
        traffic -> {
          rig.uplink().kill(PartName.KAFKA);
          traffic.awaitBegun(Duration.ofMinutes(1));
          rig.uplink().start(PartName.KAFKA);
        });
  }

  @Test
  void theBrokerIsSlow() throws IOException {
    TcpProxy way = rig.uplink().wayToKafka(PartName.INGRESS);
    during(
        traffic -> {
          // Less than comes in: what waits for Kafka grows.
          way.requests().slow(10_000);
          traffic.awaitBegun(Duration.ofSeconds(30));
          way.requests().open();
        });
  }

  @Test
  void theBrokerTakesAllAndAnswersNothing() throws IOException {
    TcpProxy way = rig.uplink().wayToKafka(PartName.INGRESS);
    during(
        traffic -> {
          way.answers().hold();
          traffic.awaitBegun(Duration.ofSeconds(30));
          way.answers().open();
        });
  }

  @Test
  void theBrokerCannotBeReached() throws IOException {
    TcpProxy way = rig.uplink().wayToKafka(PartName.INGRESS);
    during(
        traffic -> {
          way.cut();
          traffic.awaitBegun(Duration.ofSeconds(20));
          way.restore();
        });
  }

  @Test
  void postgresIsGoneForHalfAMinute() throws IOException {
    during(
        traffic -> {
          rig.uplink().kill(PartName.POSTGRES);
          traffic.awaitBegun(Duration.ofSeconds(30));
          rig.uplink().start(PartName.POSTGRES);
        });
  }

  private interface Trouble {
    void befall(Traffic traffic);
  }

  private static void during(Trouble trouble) throws IOException {
    OptionalLong before = rig.uplink().pid(PartName.INGRESS);
    try (Traffic traffic = rig.traffic();
        Pings pings = new Pings(rig.uplink().endpoints().webhooks())) {
      traffic.awaitAccepted(100);
      trouble.befall(traffic);
      traffic.awaitAccepted(100);

      rig.endWell(traffic);
      assertThat(traffic.answers().byStatus().keySet()).isSubsetOf(Set.of(202, 503));
      assertThat(traffic.answers().slowest()).isLessThan(LIMIT);
      assertThat(pings.slowest()).isLessThan(AT_ONCE);
    }
    assertThat(rig.uplink().pid(PartName.INGRESS)).isEqualTo(before);
    assertThat(residentMegabytes(before.orElseThrow())).isLessThan(MOST_MEGABYTES);
  }

  /** At its highest since the process began; only Linux tells, elsewhere nothing is said. */
  private static long residentMegabytes(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    String line =
        Files.readAllLines(status).stream()
            .filter(one -> one.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }
}
