package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Target.Rules;
import dev.uplink.processor.decide.Target.Source;
import dev.uplink.processor.decide.Target.State;
import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.BitbucketEvent.PullRequestChanged;
import dev.uplink.processor.event.Hash;
import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.event.PullRequestAction;
import dev.uplink.processor.event.RefChange;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts about one repository, for decisions. */
final class Facts {
  static final AccountId ACCOUNT = new AccountId("ACME");
  static final RepositoryName INFRA = new RepositoryName("payments", "infra");
  static final RepositoryKey KEY = INFRA.key(ACCOUNT, BitbucketProduct.CLOUD);
  static final RepositoryKey DATA_CENTER_KEY = INFRA.key(ACCOUNT, BitbucketProduct.DATA_CENTER);

  /** One that is over after it. */
  static final Set<PullRequestAction> CLOSING =
      EnumSet.of(PullRequestAction.MERGED, PullRequestAction.DECLINED, PullRequestAction.DELETED);

  private Facts() {}

  /** Tracks main. */
  static Target target(String id, TargetKind kind) {
    return target(id, kind, "bb", State.attached(false));
  }

  static Target target(String id, TargetKind kind, @Nullable String integrationId, State state) {
    return new Target(
        new TargetName(id, id, kind),
        ACCOUNT,
        "root",
        new Source(BitbucketProduct.CLOUD, integrationId, INFRA, "main", "", List.of()),
        Rules.DEFAULT,
        state);
  }

  static Candidate attached(String id) {
    return new Candidate(target(id, TargetKind.STACK), Attachment.ATTACHED);
  }

  static Candidate disabled(String id, Attachment attachment) {
    return new Candidate(target(id, TargetKind.STACK, "bb", State.attached(true)), attachment);
  }

  static Integration integration(String id, String spaceId, boolean isDefault) {
    return new Integration(
        id, ACCOUNT, BitbucketProduct.CLOUD, id, spaceId, isDefault, VcsChecks.ALL, 1);
  }

  static CommitSha sha(char digit) {
    return new CommitSha(Character.toString(digit).repeat(40));
  }

  static RefChange moved(String branch, @Nullable CommitSha from, CommitSha to) {
    return new RefChange(RefType.BRANCH, branch, from, to, false, false);
  }

  static RefChange forced(String branch, CommitSha from, CommitSha to) {
    return new RefChange(RefType.BRANCH, branch, from, to, false, true);
  }

  static RefChange deleted(String branch, CommitSha from) {
    return new RefChange(RefType.BRANCH, branch, from, null, true, false);
  }

  static RefChange tag(String name, CommitSha to) {
    return new RefChange(RefType.TAG, name, null, to, false, false);
  }

  /** Number 7, of as much of a hash as its body has. */
  static PullRequest pullRequest(
      @Nullable RepositoryName from,
      @Nullable String branch,
      @Nullable String head,
      boolean open,
      boolean draft,
      String target) {
    @Nullable Hash hash = head == null ? null : new Hash(head);
    return new PullRequest(
        7, open, draft, new PullRequest.Source(from, branch, hash), target, null, null);
  }

  /** From dev to main, within the repository. */
  static PullRequestChanged changed(PullRequestAction action, String head) {
    return new PullRequestChanged(
        INFRA,
        action,
        pullRequest(INFRA, "dev", head, !CLOSING.contains(action), false, "main"),
        null);
  }

  /** Of one branch that stands at {@code head} and has been at {@code passed}. */
  static KnownFacts at(String branch, CommitSha head, CommitSha... passed) {
    return new KnownFacts().at(Ref.branch(branch), head, passed);
  }

  static Verdict decide(DecisionFacts facts, RefChange... changes) {
    return EventDecider.decide(new BitbucketEvent.Push(INFRA, List.of(changes)), facts);
  }

  static DecisionFacts about(Candidate... candidates) {
    return about(new KnownFacts(), candidates);
  }

  static DecisionFacts about(Knowledge knowledge, Candidate... candidates) {
    return new DecisionFacts(
        new Cause("d1", KEY),
        List.of(candidates),
        knowledge,
        lookup -> new Answer.None("nobody answered"),
        null);
  }
}
