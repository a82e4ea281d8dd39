package dev.uplink.ingress.controlplane.targets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.bitbucket.BitbucketAnswer;
import dev.uplink.ingress.controlplane.bitbucket.BitbucketQuestion;
import dev.uplink.ingress.controlplane.bitbucket.BitbucketQuestions;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.avro.ProbeFault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the one branch. Only a "no" from Bitbucket itself refuses a source; whatever keeps it
 * from answering is a warning, or nobody could set up anything while it is away.
 */
public final class BitbucketSourceCheck implements SourceCheck {
  /** Whoever makes many stacks of a Bitbucket that is slow waits for it once in that time. */
  private static final Duration LEAVE_ALONE = Duration.ofSeconds(30);

  private static final int MOST_LEFT_ALONE = 10_000;
  private static final List<TargetWarning> NOT_CHECKED = List.of(TargetWarning.BRANCH_NOT_CHECKED);

  private final BitbucketQuestions questions;
  private final Duration patience;
  private final Cache<String, Boolean> slow =
      Caffeine.newBuilder().maximumSize(MOST_LEFT_ALONE).expireAfterWrite(LEAVE_ALONE).build();

  public BitbucketSourceCheck(BitbucketQuestions questions, Duration patience) {
    this.questions = questions;
    this.patience = patience;
  }

  @Override
  public List<TargetWarning> of(Caller caller, Integration integration, Source source) {
    if (slow.getIfPresent(integration.id()) != null) {
      return NOT_CHECKED;
    }
    String repository = source.namespace() + "/" + source.repository();
    BitbucketAnswer answer;
    try {
      answer =
          questions.ask(
              integration,
              caller.actor(),
              new BitbucketQuestion.Branches(repository, source.branch(), 1),
              patience);
    } catch (Refused notAnswered) {
      if (notAnswered.code() == ProblemCode.PROBE_PENDING) {
        slow.put(integration.id(), true);
      }
      return NOT_CHECKED;
    }
    BitbucketAnswer.@Nullable Check failure = answer.failure();
    if (failure != null) {
      return warnings(integration, failure.fault());
    }
    @Nullable Boolean found = answer.isExact();
    if (found == null) {
      return NOT_CHECKED;
    }
    if (!found) {
      throw Refused.field(
          ProblemCode.BRANCH_UNKNOWN,
          "branch",
          "%s has no branch %s.".formatted(repository, source.branch()));
    }
    return List.of();
  }

  private List<TargetWarning> warnings(Integration integration, @Nullable ProbeFault fault) {
    if (fault == ProbeFault.NOT_FOUND) {
      return List.of(TargetWarning.REPOSITORY_NOT_VISIBLE);
    }
    if (fault == ProbeFault.TIMED_OUT) {
      slow.put(integration.id(), true);
    }
    return NOT_CHECKED;
  }
}
