package dev.uplink.ingress.controlplane.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import dev.uplink.ingress.controlplane.bitbucket.BitbucketAnswer;
import dev.uplink.ingress.controlplane.bitbucket.BitbucketQuestion;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationSamples;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.avro.ProbeFault;
import dev.uplink.schemas.avro.ProbeVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BitbucketSourceCheckTest {
  private static final Caller CALLER =
      new Caller("acme", "token-1", "root admin", List.of(RoleBinding.ROOT_ADMIN));

  private final Integration integration = IntegrationSamples.of("int-1", Provider.BITBUCKET_CLOUD);
  private final List<BitbucketQuestion> asked = new ArrayList<>();
  private Supplier<BitbucketAnswer> answer = () -> found(true);
  private final SourceCheck check =
      new BitbucketSourceCheck(
          (through, actor, question, patience) -> {
            asked.add(question);
            return answer.get();
          },
          Duration.ofSeconds(1));

  @Test
  void aBranchThatIsThereNeedsNoWord() {
    assertThat(look()).isEmpty();
    assertThat(asked).containsExactly(new BitbucketQuestion.Branches("Acme/Net", "main", 1));
  }

  @Test
  void aBranchThatIsNotThereIsRefused() {
    answer = () -> found(false);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(this::look)
        .withMessage("Acme/Net has no branch main.")
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.BRANCH_UNKNOWN))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("branch"));
  }

  @Test
  void aBranchAmongTooManySimilarOnesIsNotChecked() {
    answer = () -> found(null);

    assertThat(look()).containsExactly(TargetWarning.BRANCH_NOT_CHECKED);
  }

  @Test
  void aRepositoryThatIsNotShownIsAWarning() {
    answer = () -> failed(ProbeFault.NOT_FOUND);

    assertThat(look()).containsExactly(TargetWarning.REPOSITORY_NOT_VISIBLE);
  }

  @ParameterizedTest
  @EnumSource(value = ProbeFault.class, mode = EnumSource.Mode.EXCLUDE, names = "NOT_FOUND")
  void whateverKeepsBitbucketFromAnsweringIsAWarning(ProbeFault fault) {
    answer = () -> failed(fault);

    assertThat(look()).containsExactly(TargetWarning.BRANCH_NOT_CHECKED);
  }

  @ParameterizedTest
  @EnumSource(
      value = ProblemCode.class,
      names = {"PROBE_PENDING", "PROBE_UNAVAILABLE"})
  void withoutAnAnswerTheSourceIsTaken(ProblemCode code) {
    answer =
        () -> {
          throw Refused.because(code, "no answer");
        };

    assertThat(look()).containsExactly(TargetWarning.BRANCH_NOT_CHECKED);
  }

  @Test
  void whoDidNotAnswerInTimeIsLeftAloneForAWhile() {
    answer =
        () -> {
          throw Refused.because(ProblemCode.PROBE_PENDING, "no answer");
        };
    look();

    assertThat(look()).containsExactly(TargetWarning.BRANCH_NOT_CHECKED);
    assertThat(asked).hasSize(1);
  }

  private List<TargetWarning> look() {
    return check.of(CALLER, integration, TargetSamples.source("int-1"));
  }

  private static BitbucketAnswer found(@Nullable Boolean exact) {
    return new BitbucketAnswer(
        List.of(new BitbucketAnswer.Check("BRANCHES", null, ProbeVerdict.PASSED, null, "listed")),
        List.of(),
        true,
        exact,
        Instant.EPOCH);
  }

  private static BitbucketAnswer failed(ProbeFault fault) {
    return new BitbucketAnswer(
        List.of(new BitbucketAnswer.Check("BRANCHES", null, ProbeVerdict.FAILED, fault, "no")),
        List.of(),
        true,
        null,
        Instant.EPOCH);
  }
}
