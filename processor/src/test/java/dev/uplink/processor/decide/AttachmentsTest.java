package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.KEY;
import static dev.uplink.processor.decide.Facts.integration;
import static dev.uplink.processor.decide.Facts.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Target.State;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.BitbucketProduct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is a candidate, and who reaches its integration. */
class AttachmentsTest {
  private final ListedCatalogue catalogue = new ListedCatalogue();
  private final Attachments attachments = new Attachments(catalogue);

  @Test
  void targetsOfTheIntegrationAndThoseOfNoneAreCandidates() {
    catalogue.add(integration("bb", "root", false)).add(integration("other", "root", false));
    catalogue.add(target("mine", TargetKind.STACK));
    catalogue.add(target("theirs", TargetKind.STACK, "other", State.attached(false)));
    catalogue.add(target("lost", TargetKind.MODULE, "gone", State.attached(false)));
    catalogue.add(target("detached", TargetKind.STACK, null, new State(true, "bb", false)));

    assertThat(attachments.candidates(KEY, "bb"))
        .extracting(c -> c.target().name().id() + " " + c.attachment())
        .containsExactly("mine ATTACHED", "lost DETACHED", "detached DETACHED");
  }

  @Test
  void aTargetThatNamesNoIntegrationHasTheDefaultOne() {
    Target target = target("t", TargetKind.STACK, null, State.attached(false));
    assertThat(attachments.candidate(target).attachment()).isEqualTo(Attachment.DETACHED);

    catalogue.add(integration("default", "root", true));

    assertThat(attachments.integration(target)).contains(integration("default", "root", true));
    assertThat(attachments.candidate(target).attachment()).isEqualTo(Attachment.ATTACHED);
  }

  @Test
  void aDetachedTargetHasNoneEvenWhereThereIsADefault() {
    catalogue.add(integration("default", "root", true)).add(integration("bb", "root", false));
    Target byDefault = target("t", TargetKind.STACK, null, new State(true, "bb", false));
    Target byName = target("t", TargetKind.STACK, "bb", new State(true, "bb", false));

    assertThat(attachments.integration(byDefault)).isEmpty();
    assertThat(attachments.integration(byName)).isEmpty();
  }

  @Test
  void anIntegrationOfTheOtherProductServesNobodyHere() {
    Integration cloud = integration("bb", "root", false);
    catalogue.add(
        new Integration(
            "bb",
            cloud.account(),
            BitbucketProduct.DATA_CENTER,
            "bb",
            "root",
            false,
            cloud.vcsChecks(),
            1));

    assertThat(attachments.candidate(target("t", TargetKind.STACK)).attachment())
        .isEqualTo(Attachment.DETACHED);
  }

  /** The tree is root > parent > child > grandchild, and sibling under root. */
  @ParameterizedTest
  @CsvSource({
    "child,child,,",
    "parent,child,child,",
    "parent,child,,Child (child)",
    "root,grandchild,grandchild+child+parent,",
    "root,grandchild,grandchild+parent,Child (child)",
    "root,grandchild,child+parent,Grandchild (grandchild)",
    "parent,grandchild,grandchild+child,",
    "child,parent,child+parent,root",
    "sibling,child,child+parent+sibling,root",
    "parent,nowhere,child+parent,nowhere"
  })
  void anIntegrationIsReachedDownToWhereInheritanceIsOff(
      String integrationSpace,
      String targetSpace,
      @Nullable String inheriting,
      @Nullable String barrier) {
    catalogue.tree(inheriting == null ? "" : inheriting);
    catalogue.add(integration("bb", integrationSpace, false));

    Candidate candidate = attachments.candidate(in(targetSpace));

    assertThat(candidate.attachment())
        .isEqualTo(barrier == null ? Attachment.ATTACHED : Attachment.UNREACHABLE);
    assertThat(candidate.barrier()).isEqualTo(barrier);
  }

  @Test
  void aDefaultIntegrationIsReachedFromEverywhere() {
    catalogue.tree("").add(integration("bb", "root", true));

    assertThat(attachments.candidate(in("grandchild")).attachment()).isEqualTo(Attachment.ATTACHED);
  }

  @Test
  void aCircleOfSpacesEndsTheSearch() {
    catalogue.add(new Space("a", "A", "b", true)).add(new Space("b", "B", "a", true));
    catalogue.add(integration("bb", "root", false));

    assertThat(attachments.candidate(in("a")).attachment()).isEqualTo(Attachment.UNREACHABLE);
  }

  private static Target in(String spaceId) {
    Target target = target("t", TargetKind.STACK);
    return new Target(
        target.name(), target.account(), spaceId, target.source(), target.rules(), target.state());
  }
}
