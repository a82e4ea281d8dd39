package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Target.Rules;
import dev.uplink.processor.decide.Target.Source;
import dev.uplink.processor.decide.Target.State;
import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.Comment;
import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.event.PullRequestAction;
import dev.uplink.processor.event.RefChange;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.processor.lookup.Answers;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.schemas.avro.CommentCommand;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.glob.Glob;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of {@link DecisionTableTest}. A commit is one digit; a pull request is number 7, from
 * dev to main; the target is called network.
 */
final class Wording {
  private static final RepositoryName FORK = new RepositoryName("ada", "infra");

  private Wording() {}

  /**
   * {@code push <branch> <from>><to> [forced]}, {@code new branch <name> <commit>}, {@code deleted
   * branch <name> <commit>}, {@code tag <name> <commit>|object|deleted}, {@code pr <action> <head>
   * [fork] [draft] [from <branch>] [to <branch>]} or {@code comment <head> [fork] [closed]:
   * <text>}.
   */
  static BitbucketEvent event(String text) {
    List<String> words = List.of(text.split(" "));
    return switch (words.getFirst()) {
      case "pr" -> pullRequest(words);
      case "comment" -> comment(text);
      default -> new BitbucketEvent.Push(Facts.INFRA, List.of(change(words)));
    };
  }

  private static RefChange change(List<String> words) {
    return switch (words.getFirst()) {
      case "push" -> {
        CommitSha from = sha(words.get(2).substring(0, 1));
        CommitSha to = sha(words.get(2).substring(2));
        yield words.contains("forced")
            ? Facts.forced(words.get(1), from, to)
            : Facts.moved(words.get(1), from, to);
      }
      case "new" -> Facts.moved(words.get(2), null, sha(words.get(3)));
      case "deleted" -> Facts.deleted(words.get(2), sha(words.get(3)));
      case "tag" -> tag(words.get(1), words.get(2));
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private static RefChange tag(String name, String what) {
    return switch (what) {
      case "deleted" -> new RefChange(RefType.TAG, name, Facts.sha('1'), null, true, false);
      case "object" -> tagObject(name);
      default -> Facts.tag(name, sha(what));
    };
  }

  /** An annotated one, whose body does not name its commit. */
  static RefChange tagObject(String name) {
    return new RefChange(RefType.TAG, name, null, null, false, false);
  }

  private static BitbucketEvent pullRequest(List<String> words) {
    PullRequestAction action = PullRequestAction.valueOf(words.get(1));
    return new BitbucketEvent.PullRequestChanged(
        Facts.INFRA,
        action,
        Facts.pullRequest(
            words.contains("fork") ? FORK : Facts.INFRA,
            after(words, "from", "dev"),
            Facts.sha(words.get(2).charAt(0)).value(),
            !Facts.CLOSING.contains(action),
            words.contains("draft"),
            after(words, "to", "main")),
        null);
  }

  private static BitbucketEvent comment(String text) {
    String about = text.substring(0, text.indexOf(':'));
    PullRequest pullRequest =
        Facts.pullRequest(
            about.contains("fork") ? FORK : Facts.INFRA,
            "dev",
            sha(about.substring("comment ".length()).substring(0, 1)).value(),
            !about.contains("closed"),
            false,
            "main");
    Comment comment = new Comment(null, Set.of("ada"), text.substring(about.length() + 2));
    return new BitbucketEvent.CommentAdded(Facts.INFRA, pullRequest, comment);
  }

  private static String after(List<String> words, String word, String otherwise) {
    int at = words.indexOf(word);
    return at < 0 ? otherwise : words.get(at + 1);
  }

  /**
   * Any of {@code branch=<tracked>}, {@code root=<path>}, {@code glob=<glob>}, {@code module},
   * {@code fork}, {@code tags=<glob>}, {@code comments=<commands>}, {@code detached}, {@code
   * unreachable}, {@code disabled}.
   */
  static Candidate candidate(@Nullable String settings) {
    List<String> words = words(settings);
    Source source =
        new Source(
            BitbucketProduct.CLOUD,
            "bb",
            Facts.INFRA,
            value(words, "branch", "main"),
            value(words, "root", ""),
            values(words, "glob").stream().map(Glob::parse).toList());
    String tags = value(words, "tags", "");
    Rules rules =
        new Rules(
            words.contains("fork"),
            tags.isEmpty() ? null : Glob.parse(tags),
            commands(value(words, "comments", "PROPOSE")));
    TargetKind kind = words.contains("module") ? TargetKind.MODULE : TargetKind.STACK;
    Target target =
        new Target(
            new TargetName("network", "network", kind),
            Facts.ACCOUNT,
            "root",
            source,
            rules,
            State.attached(words.contains("disabled")));
    Attachment attachment =
        words.contains("detached")
            ? Attachment.DETACHED
            : words.contains("unreachable") ? Attachment.UNREACHABLE : Attachment.ATTACHED;
    return new Candidate(target, attachment);
  }

  private static Set<CommentCommand> commands(String text) {
    EnumSet<CommentCommand> commands = EnumSet.noneOf(CommentCommand.class);
    Arrays.stream(text.split(","))
        .filter(command -> !command.equals("none"))
        .forEach(command -> commands.add(CommentCommand.valueOf(command)));
    return commands;
  }

  /** The paths that Bitbucket names; nothing when it does not answer. */
  static Answers answers(@Nullable String files) {
    return lookup ->
        switch (lookup) {
          case Lookup.OwnAccount _ -> new Answer.Account(Set.of("{uplink}"));
          case Lookup.TagCommit _ -> new Answer.Commit(Facts.sha('2'));
          case Lookup.FullHash _ -> new Answer.None("nobody answered");
          case Lookup.PushFiles _, Lookup.BranchFiles _, Lookup.PullRequestFiles _ ->
              files == null
                  ? new Answer.None("nobody answered")
                  : new Answer.Paths(List.of(files.split(" ")));
        };
  }

  /**
   * Any of {@code <branch>@<head>[<before>]}, {@code ran=<type>:<commit>} with {@code :7} when its
   * scheduler was told of the pull request, {@code tracked=<commit>}, {@code pr=<head>[><target>]}
   * and {@code closed=<head>}.
   */
  static KnownFacts knowledge(@Nullable String known) {
    KnownFacts facts = new KnownFacts();
    for (String word : words(known)) {
      String[] parts = word.split("[=@:>]");
      switch (parts[0]) {
        case "ran" -> ran(facts, parts);
        case "tracked" -> facts.tracking("network", sha(parts[1]));
        case "pr" ->
            facts.pullRequest(
                7,
                new PullRequestRecord(
                    true, sha(parts[1]), "dev", parts.length > 2 ? parts[2] : "main", null));
        case "closed" ->
            facts.pullRequest(7, new PullRequestRecord(false, sha(parts[1]), "dev", "main", null));
        default ->
            facts.at(
                Ref.branch(parts[0]),
                sha(parts[1].substring(0, 1)),
                parts[1]
                    .chars()
                    .skip(1)
                    .mapToObj(c -> Facts.sha((char) c))
                    .toArray(CommitSha[]::new));
      }
    }
    return facts;
  }

  private static void ran(KnownFacts facts, String[] parts) {
    RunType type = RunType.valueOf(parts[1]);
    RunKey key = new RunKey("network", sha(parts[2]), type);
    RunId id = RunId.of(Facts.KEY, "earlier", "network", type, key.commit());
    facts.having(new Run(id, key), new KnownRun(id, parts.length > 3 ? 7L : null));
  }

  /** As {@code <outcome> <reason or type of run>}, and what else a scheduler would hear. */
  static String result(Verdict verdict) {
    return verdict.ignored() == null
        ? text(verdict.outcomes().getFirst())
        : "nothing: " + verdict.ignored();
  }

  private static String text(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Started started ->
          "STARTED " + started.run().key().type() + (started.filesKnown() ? " by its files" : "");
      case Outcome.Deduplicated same ->
          "DEDUPLICATED SAME_RUN" + (same.tellPullRequest() ? ", UPDATE" : "");
      case Outcome.Ignored ignored -> "IGNORED " + ignored.reason();
      case Outcome.Rejected rejected -> "REJECTED " + rejected.reason();
      case Outcome.Superseded superseded -> "STOPPED " + superseded.run().key().type();
    };
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }

  private static List<String> values(List<String> words, String name) {
    return words.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .toList();
  }

  private static String value(List<String> words, String name, String otherwise) {
    return values(words, name).stream().findFirst().orElse(otherwise);
  }

  private static CommitSha sha(String digit) {
    return Facts.sha(digit.toLowerCase(Locale.ROOT).charAt(0));
  }
}
