package dev.uplink.ingress.controlplane.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static final Instant LATER = Instant.ofEpochSecond(60);

  @Test
  void detachingTakesTheIntegrationAndRemembersIt() {
    Target detached = TargetSamples.stack("int-1").detachedFrom("int-1", LATER);

    assertThat(detached.vcsDetached()).isTrue();
    assertThat(detached.source().integrationId()).isNull();
    assertThat(detached.detachedFromIntegrationId()).isEqualTo("int-1");
    assertThat(detached.revision()).isEqualTo(2);
    assertThat(detached.updatedAt()).isEqualTo(LATER);
  }

  @Test
  void aTargetThatMeantTheDefaultIsDetachedToo() {
    assertThat(TargetSamples.stack(null).detachedFrom("the-default", LATER).vcsDetached()).isTrue();
  }

  @Test
  void anEditLeavesADetachedTargetDetached() {
    Target detached = TargetSamples.stack("int-1").detachedFrom("int-1", LATER);

    Target edited = detached.edited("Other", "root", detached.options(), LATER);

    assertThat(edited.detachedFromIntegrationId()).isEqualTo("int-1");
    assertThat(edited.slug()).isEqualTo("net");
  }

  @Test
  void attachingToASourceEndsTheDetachment() {
    Target detached = TargetSamples.stack("int-1").detachedFrom("int-1", LATER);

    Target attached = detached.attachedTo(TargetSamples.source("int-2"), LATER);

    assertThat(attached.vcsDetached()).isFalse();
    assertThat(attached.source().integrationId()).isEqualTo("int-2");
    assertThat(attached.revision()).isEqualTo(3);
  }

  @Test
  void theRepositoryKeyIsInLowerCaseAndTheSourceIsNot() {
    Target stack = TargetSamples.stack(null);

    assertThat(stack.repositoryKey()).isEqualTo("acme/bitbucket-cloud/acme/net");
    assertThat(stack.source().repository()).isEqualTo("Net");
  }
}
