package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Comes early: a scheduler of the usual kind takes every command it finds, and here it finds none
 * of other tests. Internal topics are cleared while those run.
 */
@Order(2)
@ExtendWith(RunningUplink.class)
class EverythingHappensE2E {

  /** What was asked of Kafka for it is judged in {@link LeastPrivilegeE2E}. */
  @Test
  void everythingThatNeedsAPermissionCanBeDone(World world) throws Exception {
    assertThat(EverythingHappens.once(world)).isNotEmpty();
  }
}
