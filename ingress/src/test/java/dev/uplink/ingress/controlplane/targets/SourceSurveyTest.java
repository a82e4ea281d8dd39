package dev.uplink.ingress.controlplane.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationSamples;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceSurveyTest {
  private static final Caller CALLER =
      new Caller("acme", "token-1", "root admin", List.of(RoleBinding.ROOT_ADMIN));
  private static final SourceSurvey.Finding NOTHING_TO_SAY =
      new SourceSurvey.Finding.Taken(List.of());
  private static final SourceSurvey.Finding NOT_CHECKED =
      new SourceSurvey.Finding.Taken(List.of(TargetWarning.BRANCH_NOT_CHECKED));

  private final Integration integration = IntegrationSamples.of("int-1", Provider.BITBUCKET_CLOUD);
  private final List<Source> asked = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private Duration answering = Duration.ZERO;
  private final SourceSurvey survey = new SourceSurvey(this::answer, () -> now);

  @Test
  void whatBitbucketSaysOfABranchIsSaidOfEachSourceOnIt() {
    SourceSurvey.Findings findings =
        look(source("main", "a"), source("main", "b"), source("missing", ""), source("hidden", ""));

    assertThat(asked).hasSize(3);
    assertThat(findings.of(source("main", "c"))).isEqualTo(NOTHING_TO_SAY);
    assertThat(findings.of(source("missing", "")))
        .isEqualTo(new SourceSurvey.Finding.Missing(ProblemCode.BRANCH_UNKNOWN));
    assertThat(findings.of(source("hidden", "")))
        .isEqualTo(new SourceSurvey.Finding.Taken(List.of(TargetWarning.REPOSITORY_NOT_VISIBLE)));
  }

  @Test
  void beyondTheMostNoBranchIsAskedForAndItsTargetSaysSo() {
    Source[] sources =
        IntStream.rangeClosed(0, SourceSurvey.MOST_BRANCHES)
            .mapToObj(n -> source("branch-" + n, ""))
            .toArray(Source[]::new);

    SourceSurvey.Findings findings = look(sources);

    assertThat(asked).hasSize(SourceSurvey.MOST_BRANCHES);
    assertThat(findings.of(sources[SourceSurvey.MOST_BRANCHES - 1])).isEqualTo(NOTHING_TO_SAY);
    assertThat(findings.of(sources[SourceSurvey.MOST_BRANCHES])).isEqualTo(NOT_CHECKED);
  }

  @Test
  void whenItsTimeIsOverNothingMoreIsAsked() {
    answering = SourceSurvey.LONGEST.dividedBy(2);

    SourceSurvey.Findings findings =
        look(source("first", ""), source("second", ""), source("third", ""));

    assertThat(asked).hasSize(2);
    assertThat(findings.of(source("second", ""))).isEqualTo(NOTHING_TO_SAY);
    assertThat(findings.of(source("third", ""))).isEqualTo(NOT_CHECKED);
  }

  @Test
  void whereNobodyIsAskedNobodyIsWarned() {
    SourceSurvey off = new SourceSurvey(SourceCheck.OFF, () -> now);

    assertThat(off.of(CALLER, integration, List.of(source("main", ""))).of(source("main", "")))
        .isEqualTo(NOTHING_TO_SAY);
  }

  private SourceSurvey.Findings look(Source... sources) {
    return survey.of(CALLER, integration, List.of(sources));
  }

  private List<TargetWarning> answer(Caller caller, Integration through, Source source) {
    asked.add(source);
    now = now.plus(answering);
    return switch (source.branch()) {
      case "missing" -> throw Refused.because(ProblemCode.BRANCH_UNKNOWN, "no such branch");
      case "hidden" -> List.of(TargetWarning.REPOSITORY_NOT_VISIBLE);
      default -> List.of();
    };
  }

  private static Source source(String branch, String projectRoot) {
    return new Source(
        Provider.BITBUCKET_CLOUD, null, "Acme", "Net", branch, projectRoot, List.of());
  }
}
