package dev.uplink.e2e.audit;

import static dev.uplink.e2e.audit.Story.COMMIT;
import static dev.uplink.e2e.audit.Story.REPOSITORY;
import static dev.uplink.e2e.audit.Story.STATUS;

import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Writes evidence, a second per record; each test leaves something out or adds too much. */
final class Trail {
  private final Evidence evidence = new Evidence();
  private final Map<String, Long> offsets = new HashMap<>();
  private final Map<String, String> shown = new HashMap<>();
  private long seconds;

  /** One push, its run to the end, its status at Bitbucket: nothing is wrong with it. */
  static Trail ofOneRun() {
    return new Trail()
        .webhook("d1")
        .decision(Story.decision("d1", Story.started(1)))
        .command(Story.start("d1", 1))
        .update(1, "PLANNING", 1)
        .update(1, "FINISHED", 2)
        .status(CommitStatusState.INPROGRESS, 1)
        .status(CommitStatusState.SUCCESSFUL, 2)
        .told(DeliveryOutcome.DELIVERED, 2)
        .shows("SUCCESSFUL");
  }

  Trail webhook(String delivery) {
    RawWebhook webhook = Story.webhook(delivery);
    add(Topics.WEBHOOKS, REPOSITORY, webhook);
    return this;
  }

  Trail decision(Decision decision) {
    add(Topics.DECISIONS, REPOSITORY, decision);
    return this;
  }

  Trail command(RunCommand command) {
    add(Topics.RUN_COMMANDS, command.getTargetId(), command);
    return this;
  }

  Trail rejection(String delivery) {
    add(Topics.REJECTIONS, "stack-1", Story.rejection(delivery));
    return this;
  }

  Trail update(int run, String state, long version) {
    add(Topics.RUN_UPDATES, Story.run(run), Story.update(run, state, version));
    return this;
  }

  Trail status(CommitStatusState state, long revision) {
    add(Topics.COMMIT_STATUSES, STATUS, Story.status(state, revision));
    return this;
  }

  Trail told(DeliveryOutcome outcome, long revision) {
    add(Topics.STATUS_DELIVERIES, STATUS, Story.told(outcome, revision));
    return this;
  }

  Trail shows(String state) {
    shown.put(BitbucketKey.of("CLOUD", "team", "network", COMMIT, "spacelift/network"), state);
    return this;
  }

  /** Of the newest record of the topic. */
  <V extends SpecificRecord> Trail deadLetter(Topic<V> topic, DeadLetterReason reason) {
    Seen<V> origin = evidence.of(topic).getLast();
    add(Topics.DEAD_LETTERS, origin.origin(), Story.deadLetter(origin, reason));
    return this;
  }

  Trail unreadableUpdate() {
    evidence.addUnreadable(seen(Topics.RUN_UPDATES, Story.run(9), "not Avro"));
    return this;
  }

  Trail after(long moreSeconds) {
    seconds += moreSeconds;
    return this;
  }

  Evidence evidence() {
    evidence.bitbucketShows(shown);
    return evidence;
  }

  List<Violation> violations() {
    return Judge.judge(evidence());
  }

  List<Promise> broken() {
    return violations().stream().map(Violation::promise).toList();
  }

  private <V extends SpecificRecord> void add(Topic<V> topic, String key, V value) {
    evidence.add(topic, seen(topic, key, value));
  }

  private <T> Seen<T> seen(Topic<?> topic, String key, T value) {
    long offset = offsets.merge(topic.name(), 1L, Long::sum) - 1;
    return new Seen<>(topic.name(), 0, offset, Story.BEGIN.plusSeconds(seconds++), key, value);
  }
}
