package dev.uplink.e2e.audit;

import java.util.List;
import java.util.stream.Stream;

/** One rule that all of the evidence is held against. */
interface Law {
  List<Law> ALL =
      List.of(
          new DeliveriesEndOnce(),
          new DecisionsKeepOrder(),
          new CommandsFollowDecisions(),
          new RejectionsFollowDecisions(),
          new UpdatesAreAnswered(),
          new StatusesFollowRuns(),
          new StatusesAreDelivered());

  Stream<Violation> violations(Evidence evidence);
}
