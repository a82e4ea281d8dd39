package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.event.BitbucketEvent.CommentAdded;
import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.schemas.avro.CommentCommand;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a new comment on a pull request means. It never changes what is known of the pull request:
 * who asks for a run says nothing of where it stands.
 */
final class CommentDecider {
  private static final String UNTOLD =
      "Bitbucket does not tell the integration's credentials whose they are: its own comments would"
          + " be obeyed too";

  private final CommentAdded event;
  private final DecisionFacts facts;
  private final OutcomeCollector collector;

  private CommentDecider(CommentAdded event, DecisionFacts facts) {
    this.event = event;
    this.facts = facts;
    this.collector = new OutcomeCollector(facts);
  }

  static Verdict decide(CommentAdded event, DecisionFacts facts) {
    return switch (Command.of(event.comment().text())) {
      case Command.None _ -> Verdict.ignored(IgnoredReason.COMMENT_WITHOUT_COMMAND);
      case Command.Help _ ->
          Verdict.ignored(
              IgnoredReason.COMMAND_HELP,
              "/spacelift propose <stack or module>…, /spacelift deploy <stack or module>…; * for"
                  + " all");
      case Command.Unknown(String why) ->
          Verdict.ignored(IgnoredReason.COMMAND_UNKNOWN, Detail.of(why));
      case Command.Run run -> new CommentDecider(event, facts).read(run);
    };
  }

  /** Where nothing can come of it Bitbucket is not asked who wrote it. */
  private Verdict read(Command.Run command) {
    if (facts.candidates().isEmpty()) {
      return Verdict.ignored(IgnoredReason.NO_TARGETS);
    }
    if (mayRun(event, facts.knowledge(), facts.cause().repository().product())) {
      return obey(command);
    }
    collector.ignoreAll(
        facts.candidates(),
        Subject.of(event.pullRequest(), event.repository(), null),
        OutcomeReason.PULL_REQUEST_CLOSED,
        null);
    return new Verdict(null, null, collector.outcomes(), Verdict.Changes.NONE, 0);
  }

  /**
   * Whether its pull request is open. A body tells how that was when the comment was written, so
   * one that calls it open is older than an end that nothing can undo, and is late: nothing would
   * stop the run. Data Center's people can open a declined one again, of which nothing need have
   * been heard: there the body is believed, since a person has asked for the run by name.
   */
  static boolean mayRun(CommentAdded event, Knowledge knowledge, BitbucketProduct product) {
    return event.pullRequest().open()
        && knowledge
            .pullRequest(event.pullRequest().id())
            .filter(
                record ->
                    record.isOver(product)
                        || (!record.open() && record.isNewerThan(event.pullRequest().version())))
            .isEmpty();
  }

  /**
   * While the question may still be answered nobody unknown is obeyed: a command of the
   * integration's own account would never end. Cloud does not tell everybody's token whose it is
   * (that needs a scope which is good for nothing else); people's commands would then never work,
   * and comments of Uplink's own there are none.
   */
  private Verdict obey(Command.Run command) {
    return switch (facts.answers().to(new Lookup.OwnAccount())) {
      case Answer.Account(Set<String> own) ->
          Collections.disjoint(own, event.comment().authorIds())
              ? from(command, own.isEmpty() ? UNTOLD : null)
              : Verdict.ignored(IgnoredReason.COMMENT_BY_INTEGRATION);
      case Answer.None(String why) -> authorUnknown(why);
      case Answer.Commit _ -> authorUnknown("the answer names no account");
      case Answer.Paths _ -> authorUnknown("the answer names no account");
    };
  }

  private static Verdict authorUnknown(String why) {
    return Verdict.ignored(
        IgnoredReason.COMMENT_AUTHOR_UNKNOWN,
        Detail.of("which account is the integration's own is not known: " + why));
  }

  /**
   * @param remark for whoever reads why there is a run
   */
  private Verdict from(Command.Run command, @Nullable String remark) {
    if (event.comment().authorIds().isEmpty()) {
      return authorUnknown("the body does not say who wrote it");
    }
    @Nullable String unknown = unknownNames(command);
    if (facts.candidates().stream().noneMatch(one -> command.names(one.target()))) {
      return Verdict.ignored(IgnoredReason.COMMAND_UNKNOWN, unknown);
    }
    @Nullable Long id = event.comment().id();
    if (id != null && facts.knowledge().isObeyed(event.pullRequest().id(), id)) {
      return Verdict.ignored(IgnoredReason.COMMENT_REPEATED);
    }
    answer(command);
    List<Outcome> outcomes = collector.outcomes();
    return new Verdict(null, joined(unknown, remark), outcomes, obeyed(id, outcomes), 0);
  }

  private static @Nullable String joined(@Nullable String unknown, @Nullable String remark) {
    if (unknown == null) {
      return remark;
    }
    return remark == null ? unknown : Detail.of(unknown + "; " + remark);
  }

  /** What came to nothing may be sent again once its reason is gone. */
  private Verdict.Changes obeyed(@Nullable Long id, List<Outcome> outcomes) {
    return id != null && outcomes.stream().anyMatch(Outcome.Started.class::isInstance)
        ? new Verdict.Changes(
            List.of(), List.of(), null, new Verdict.CommentNote(event.pullRequest().id(), id))
        : Verdict.Changes.NONE;
  }

  private @Nullable String unknownNames(Command.Run command) {
    Set<String> known =
        facts.candidates().stream()
            .map(candidate -> candidate.target().name().slug().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>(command.names());
    unknown.removeAll(known);
    unknown.remove(Command.ALL);
    return unknown.isEmpty()
        ? null
        : Detail.of("the repository has no stack or module called " + String.join(", ", unknown));
  }

  private void answer(Command.Run command) {
    PullRequest pullRequest = event.pullRequest();
    Answer head =
        PullRequestHead.of(pullRequest, event.repository(), facts.knowledge(), facts.answers());
    for (Candidate candidate : facts.candidates()) {
      switch (head) {
        case Answer.Commit(CommitSha commit) -> answer(command, candidate, commit);
        case Answer.None(String why) -> unknownHead(command, candidate, why);
        case Answer.Paths(List<String> _) -> unknownHead(command, candidate, "no commit told");
        case Answer.Account(Set<String> _) -> unknownHead(command, candidate, "no commit told");
      }
    }
  }

  private void answer(Command.Run command, Candidate candidate, CommitSha head) {
    Target target = candidate.target();
    Subject subject = Subject.of(event.pullRequest(), event.repository(), head);
    boolean tracked = command.what() == CommentCommand.DEPLOY;
    RunKey key = RunKey.of(target, tracked, head);
    if (!command.names(target)) {
      collector.ignore(candidate, subject, OutcomeReason.NOT_NAMED, null);
    } else if (!target.rules().comments().contains(command.what())) {
      collector.add(
          new Rejected(target.name(), subject, RejectionReason.COMMAND_NOT_ALLOWED, key, null));
    } else if (tracked && event.pullRequest().isFromFork(event.repository())) {
      // What may propose must not be able to deploy: the fork's author could ask for it.
      collector.add(
          new Rejected(
              target.name(),
              subject,
              RejectionReason.FORK_NOT_ALLOWED,
              key,
              "nothing of a fork is deployed"));
    } else {
      // A request by name is for a run, whatever files changed.
      collector.decide(
          new RunRequest(
              candidate,
              subject,
              key,
              new ChangedFiles.NotAsked(),
              tracked ? RunRequest.Again.SAME_WHILE_HEAD : RunRequest.Again.ANOTHER,
              event.pullRequest().isFromFork(event.repository())));
    }
  }

  private void unknownHead(Command.Run command, Candidate candidate, String why) {
    Subject subject = Subject.of(event.pullRequest(), event.repository(), null);
    TargetName name = candidate.target().name();
    if (command.names(candidate.target())) {
      String detail = Detail.of("the full hash of the head is not known: " + why);
      collector.add(new Rejected(name, subject, RejectionReason.COMMIT_UNKNOWN, null, detail));
    } else {
      collector.ignore(candidate, subject, OutcomeReason.NOT_NAMED, null);
    }
  }
}
