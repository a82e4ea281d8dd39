package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.decide.Subject;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.VcsChecks;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The record that says what an event led to. */
final class DecisionMapper {
  private DecisionMapper() {}

  static Decision decision(Occasion occasion, Verdict verdict) {
    @Nullable Integration integration = occasion.via().integration();
    @Nullable RepositoryName name = occasion.name();
    return Decision.newBuilder()
        .setDeliveryId(occasion.cause().id())
        .setReplayOf(occasion.via().replayOf())
        .setAccountId(occasion.repository().account().value())
        .setIntegrationId(occasion.via().integrationId())
        .setIntegrationSlug(integration == null ? null : integration.slug())
        .setSpaceId(integration == null ? null : integration.spaceId())
        .setVcsChecks(integration == null ? VcsChecks.UNKNOWN : integration.vcsChecks())
        .setProvider(occasion.repository().product().provider())
        .setNamespace(name == null ? null : name.namespace())
        .setRepository(name == null ? null : name.repository())
        .setEventKey(occasion.eventKey())
        .setCommitSha(agreed(occasion.subjects(), DecisionMapper::commit))
        .setBranch(agreed(occasion.subjects(), DecisionMapper::branch))
        .setPullRequestId(occasion.pullRequest())
        .setIgnoredReason(verdict.ignored())
        .setDetail(verdict.detail())
        .setLookupIds(occasion.lookupIds())
        .setDecidedAt(occasion.at())
        .setOutcomes(verdict.outcomes().stream().map(OutcomeMapper::outcome).toList())
        .build();
  }

  /** What all of them say alike; null when one says nothing, or something else. */
  private static @Nullable String agreed(
      List<Subject> subjects, Function<Subject, String> question) {
    List<String> answers = subjects.stream().map(question).distinct().toList();
    return answers.size() == 1 && !answers.getFirst().isEmpty() ? answers.getFirst() : null;
  }

  /** A deleted ref has none, and a tag whose body names only the tag object. */
  private static String commit(Subject subject) {
    return subject.commit() == null ? "" : subject.commit().value();
  }

  private static String branch(Subject subject) {
    return subject.type() == RefType.BRANCH && subject.name() != null ? subject.name() : "";
  }
}
