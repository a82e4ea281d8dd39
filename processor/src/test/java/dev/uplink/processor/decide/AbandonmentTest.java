package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.ACCOUNT;
import static dev.uplink.processor.decide.Facts.integration;
import static dev.uplink.processor.decide.Facts.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Target.State;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.run.StopReason;
import org.junit.jupiter.api.Test;

/** Which runs go on, and which have lost what they belong to. */
class AbandonmentTest {
  private static final RunOwner OWNER = new RunOwner(ACCOUNT, TargetKind.STACK, "network", "bb");

  private final ListedCatalogue catalogue =
      new ListedCatalogue()
          .add(integration("bb", "root", false))
          .add(integration("other", "root", false));
  private final Abandonment abandonment = new Abandonment(catalogue);

  @Test
  void aRunOfAnAttachedTargetGoesOn() {
    catalogue.add(target("network", TargetKind.STACK));

    assertThat(abandonment.of(OWNER)).isEmpty();
  }

  @Test
  void aRunWhoseTargetWasNeverHeardOfGoesOn() {
    assertThat(abandonment.of(OWNER)).isEmpty();
  }

  @Test
  void aRunOfADisabledTargetGoesOn() {
    catalogue.add(target("network", TargetKind.STACK, "bb", State.attached(true)));

    assertThat(abandonment.of(OWNER)).isEmpty();
  }

  @Test
  void aRunOfADetachedTargetIsStopped() {
    catalogue.add(target("network", TargetKind.STACK, null, new State(true, "bb", false)));

    assertThat(abandonment.of(OWNER)).contains(StopReason.INTEGRATION_DETACHED);
  }

  @Test
  void aRunGoesOnWhenItsTargetLostAnotherIntegration() {
    catalogue.add(target("network", TargetKind.STACK, null, new State(true, "other", false)));

    assertThat(abandonment.of(OWNER)).isEmpty();
  }

  @Test
  void aRunOfADeletedTargetIsStopped() {
    catalogue.add(target("network", TargetKind.STACK)).deleteTarget("network");

    assertThat(abandonment.of(OWNER)).contains(StopReason.TARGET_DELETED);
  }

  @Test
  void aRunOfADeletedIntegrationIsStoppedAlsoWhenItsTargetHasAnotherOneByNow() {
    catalogue
        .add(target("network", TargetKind.STACK, "other", State.attached(false)))
        .deleteIntegration("bb");

    assertThat(abandonment.of(OWNER)).contains(StopReason.INTEGRATION_DETACHED);
  }

  @Test
  void aRunGoesOnWhenItsTargetMovesToAnotherIntegrationWhileItsOwnIsThere() {
    catalogue.add(target("network", TargetKind.STACK, "other", State.attached(false)));

    assertThat(abandonment.of(OWNER)).isEmpty();
  }
}
