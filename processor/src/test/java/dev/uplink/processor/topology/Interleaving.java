package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A branch with its pull request, heard of in one order or another. Pushes keep their order among
 * themselves, and so do the pull request's events; between the two Bitbucket gives none.
 */
final class Interleaving {

  /** What may happen to dev, or to pull request 7 that comes from it. */
  enum Act {
    COMMIT,
    EDIT,
    APPROVE,
    ASK_FOR_CHANGES,
    DECLINE
  }

  final List<RawWebhook> pushes = new ArrayList<>();
  final List<RawWebhook> pullRequests = new ArrayList<>();
  private char head = 'a';
  private boolean open = true;

  /** It begins with a branch and the opening of its pull request. */
  static Interleaving of(List<Act> acts) {
    Interleaving told = new Interleaving();
    told.pushes.add(Pushes.push("p0", Pushes.branch("dev", null, 'a')));
    told.event("pullrequest:created");
    for (Act act : acts) {
      if (told.head < 'f' || act != Act.COMMIT) {
        told.add(act);
      }
    }
    return told;
  }

  private void add(Act act) {
    switch (act) {
      case COMMIT -> {
        char next = (char) (head + 1);
        pushes.add(Pushes.push("p" + pushes.size(), Pushes.branch("dev", head, next)));
        head = next;
        event("pullrequest:updated");
      }
      case EDIT -> event("pullrequest:updated");
      case APPROVE -> event("pullrequest:approved");
      case ASK_FOR_CHANGES -> event("pullrequest:changes_request_created");
      case DECLINE -> {
        event("pullrequest:rejected");
        open = false;
      }
    }
  }

  private void event(String eventKey) {
    if (open) {
      pullRequests.add(Bitbucket.pullRequest("e" + pullRequests.size(), eventKey, head));
    }
  }

  /** All pushes, and then all that became of the pull request, each once. */
  List<RawWebhook> plainly() {
    List<RawWebhook> all = new ArrayList<>(pushes);
    all.addAll(pullRequests);
    return all;
  }

  /** As the choices say: a push, an event, or one of them again. */
  List<RawWebhook> mixed(List<Integer> choices) {
    List<RawWebhook> left = new ArrayList<>(pushes);
    List<RawWebhook> right = new ArrayList<>(pullRequests);
    List<RawWebhook> told = new ArrayList<>();
    for (int choice : choices) {
      List<RawWebhook> from = choice % 3 == 0 ? left : right;
      if (choice % 3 == 2 && !told.isEmpty()) {
        told.add(told.get(choice % told.size()));
      } else if (!from.isEmpty()) {
        told.add(from.removeFirst());
      }
    }
    told.addAll(left);
    told.addAll(right);
    return told;
  }

  /** What came of it. */
  record Runs(Set<String> started, Set<String> going) {}

  static Runs tell(List<RawWebhook> deliveries) {
    try (Story story = new Story()) {
      story
          .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
          .publish(Topics.STACKS, "network", Samples.stack("network").build())
          .publish(Topics.MODULES, "vpc", Samples.module("vpc"));
      for (RawWebhook delivery : deliveries) {
        story.deliver(delivery);
        for (LookupRequest question : story.questions()) {
          if (question.getKind() == LookupKind.FULL_HASH) {
            story.answer(Bitbucket.commit(question, question.getToSha().charAt(0)));
          }
        }
      }
      return runs(story.commands());
    }
  }

  private static Runs runs(List<RunCommand> commands) {
    Set<String> started = new TreeSet<>();
    Set<String> going = new TreeSet<>();
    for (RunCommand command : commands) {
      String run =
          "%s %s %s"
              .formatted(
                  command.getTargetId(), command.getRunType(), command.getCommitSha().charAt(0));
      if (command.getAction() == RunAction.START) {
        started.add(run);
        going.add(run);
      } else if (command.getAction() == RunAction.STOP) {
        going.remove(run);
      }
    }
    return new Runs(started, going);
  }
}
