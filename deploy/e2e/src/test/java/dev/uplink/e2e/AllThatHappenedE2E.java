package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.e2e.audit.Auditor;
import dev.uplink.e2e.audit.Report;
import dev.uplink.e2e.observability.Conventions;
import dev.uplink.schemas.access.KafkaAccess;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Comes last: whatever the other tests did to their common Uplink, it kept its promises. */
@Order(Integer.MAX_VALUE)
@ExtendWith(RunningUplink.class)
class AllThatHappenedE2E {

  @Test
  void bitbucketWasNeverAskedInAWayItDoesNotKnow(World world) throws Exception {
    assertThat(world.sandbox().violations()).isEmpty();
  }

  @Test
  void whatIsMeasuredFollowsPrometheusConventionsAndNoLabelIsUnbounded(World world)
      throws Exception {
    assertThat(Conventions.broken(Measurements.texts(world.uplink().endpoints()))).isEmpty();
  }

  @Test
  void everyPromiseIsKept(World world) throws InterruptedException {
    try (Auditor auditor =
        new Auditor(
            KafkaAccess.open(world.uplink().endpoints().kafka()),
            world.uplink().serdes(),
            Optional.of(world.uplink().endpoints().sandbox()))) {
      Report report = auditor.audit(Duration.ofMinutes(3));

      assertThat(report).as(String.join("\n", report.lines())).isInstanceOf(Report.Kept.class);
    }
  }
}
