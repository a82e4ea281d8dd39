package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells histories in one way or another, and keeps what came of each repository. */
final class Telling implements AutoCloseable {
  private final Map<String, List<RunCommand>> commands = new HashMap<>();
  private final Map<String, List<Decision>> decisions = new HashMap<>();
  private final List<RawWebhook> told = new ArrayList<>();
  private Story story = new Story();
  private int unrelated;

  /** Each repository has a stack, and a module that tracks another branch. */
  Telling(List<History> histories) {
    story.publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build());
    for (History history : histories) {
      String name = history.repository.repository();
      story
          .publish(Topics.STACKS, name, Samples.stack(name).setRepository(name).build())
          .publish(Topics.MODULES, name, module(name));
    }
  }

  /** One repository after the other, each delivery once. */
  static Telling plainly(List<History> histories) {
    Telling telling = new Telling(histories);
    histories.forEach(history -> history.deliveries.forEach(telling::tell));
    return telling;
  }

  /**
   * In the order of each repository, but otherwise as the choices say: repositories take turns,
   * deliveries come again, time passes, the catalogue changes elsewhere, the processor restarts.
   */
  static Telling disturbed(List<History> histories, List<Integer> choices, Anew anew) {
    Telling telling = new Telling(histories);
    List<List<RawWebhook>> left = new ArrayList<>();
    histories.forEach(history -> left.add(new ArrayList<>(history.deliveries)));
    for (int choice : choices) {
      int which = choice / 10;
      switch (choice % 10) {
        case 0, 1, 2, 3 -> telling.next(left.get(which % left.size()));
        case 4, 5, 6 -> telling.again(which, anew);
        case 7 -> telling.story.after(Duration.ofHours(1 + which % 5));
        case 8 -> telling.changeElsewhere();
        default -> telling.story = which % 4 == 0 ? telling.story.restarted() : telling.story;
      }
    }
    left.forEach(deliveries -> deliveries.forEach(telling::tell));
    return telling;
  }

  /** What a delivery that comes again looks like. */
  enum Anew {
    SAME_DELIVERY,
    ANOTHER_DELIVERY
  }

  private void next(List<RawWebhook> left) {
    if (!left.isEmpty()) {
      tell(left.removeFirst());
    }
  }

  private void again(int which, Anew anew) {
    if (!told.isEmpty()) {
      RawWebhook webhook = told.get(which % told.size());
      switch (anew) {
        case SAME_DELIVERY -> hear(webhook);
        case ANOTHER_DELIVERY ->
            hear(
                RawWebhook.newBuilder(webhook).setDeliveryId(UUID.randomUUID().toString()).build());
      }
    }
  }

  private void changeElsewhere() {
    String name = "elsewhere" + ++unrelated;
    story
        .publish(Topics.STACKS, name, Samples.stack(name).setRepository("elsewhere").build())
        .publish(Topics.SPACES, name, Samples.space(name, "root", true));
  }

  private void tell(RawWebhook webhook) {
    told.add(webhook);
    hear(webhook);
  }

  private void hear(RawWebhook webhook) {
    story.deliver(webhook);
    collect();
  }

  /** A run of the head of the stack's tracked branch; null when none is known. */
  @Nullable String headOf(History history) {
    String name = history.repository.repository();
    TriggerRequest request =
        Samples.trigger("head-of-" + name, name)
            .setRepositoryKey(history.repository.toString())
            .build();
    story.trigger(request);
    return story.decision().getCommitSha();
  }

  private void collect() {
    story
        .commands()
        .forEach(
            command ->
                commands
                    .computeIfAbsent(command.getRepository(), name -> new ArrayList<>())
                    .add(RunCommand.newBuilder(command).setIssuedAt(Story.START).build()));
    story
        .decisions()
        .forEach(
            decision ->
                decisions
                    .computeIfAbsent("" + decision.getRepository(), name -> new ArrayList<>())
                    .add(Decision.newBuilder(decision).setDecidedAt(Story.START).build()));
  }

  /** By repository, without the times, in which a delay shows. */
  Map<String, List<RunCommand>> commands() {
    return commands;
  }

  Map<String, List<Decision>> decisions() {
    return decisions;
  }

  /** Without those of deliveries that came anew. */
  Map<String, List<Decision>> decisionsOfTold() {
    List<String> ids = told.stream().map(RawWebhook::getDeliveryId).toList();
    Map<String, List<Decision>> first = new HashMap<>();
    decisions.forEach(
        (name, all) ->
            first.put(name, all.stream().filter(d -> ids.contains(d.getDeliveryId())).toList()));
    return first;
  }

  private static dev.uplink.schemas.avro.Module module(String name) {
    return dev.uplink.schemas.avro.Module.newBuilder(Samples.module(name))
        .setId("module-" + name)
        .setRepository(name)
        .setBranch("dev")
        .build();
  }

  @Override
  public void close() {
    story.close();
  }
}
