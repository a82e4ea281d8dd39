package dev.uplink.e2e;

import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people look at, and the topics that have it. Written down here a second time and on purpose:
 * what a dashboard needs must not be learnt from what it may.
 */
final class Boards {
  /** What became of each webhook, what was refused, and what nobody understood. */
  private static Stream<Topic<?>> events() {
    return Stream.of(Topics.DECISIONS, Topics.REJECTIONS, Topics.DEAD_LETTERS);
  }

  /** What Bitbucket should show, the runs behind it, and whether it was told. */
  private static Stream<Topic<?>> statuses() {
    return Stream.of(Topics.COMMIT_STATUSES, Topics.COMMIT_CHECKS, Topics.STATUS_DELIVERIES);
  }

  /** Whose it is: the other boards have nothing but ids. */
  private static Stream<Topic<?>> names() {
    return Stream.of(
        Topics.ACCOUNTS, Topics.SPACES, Topics.INTEGRATIONS, Topics.STACKS, Topics.MODULES);
  }

  /** Who changed what. */
  private static Stream<Topic<?>> changes() {
    return Stream.of(Topics.AUDIT);
  }

  static List<String> topics() {
    return Stream.of(events(), statuses(), names(), changes())
        .flatMap(board -> board)
        .map(Topic::name)
        .toList();
  }

  private Boards() {}
}
