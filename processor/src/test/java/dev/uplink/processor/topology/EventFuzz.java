package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Any bytes as the body of any event: one decision, or one dead letter for a reason that says what
 * is wrong with the body. An input is a file as people can read it: the product and the event key
 * on a line, then the body.
 */
class EventFuzz {
  private static final Set<DeadLetterReason> ABOUT_BODIES =
      EnumSet.of(
          DeadLetterReason.NOT_JSON,
          DeadLetterReason.NOT_AN_OBJECT,
          DeadLetterReason.NESTED_TOO_DEEP,
          DeadLetterReason.DUPLICATE_KEYS,
          DeadLetterReason.REPOSITORY_MISMATCH);

  /** Far more than anything needs, also on a machine that is busy. */
  private static final Duration LONG = Duration.ofSeconds(10);

  private static final RepositoryKey CLOUD = Samples.REPOSITORY;
  private static final RepositoryKey DATA_CENTER =
      RepositoryKey.parse("ACME/bitbucket-datacenter/payments/infra");

  /** Starting a driver takes longer than a thousand inputs, so each is told to a few hundred. */
  private static final int INPUTS_PER_STORY = 500;

  private static Story story = story();
  private static int inputs;

  @FuzzTest(maxDuration = "20s")
  void anyBodyOfAnyEventIsOneDecisionOrOneDeadLetter(byte[] input) {
    if (++inputs % INPUTS_PER_STORY == 0) {
      story.close();
      story = story();
    }
    RawWebhook webhook = webhook(input);
    long start = System.nanoTime();

    story.deliver(webhook);

    check(Duration.ofNanos(System.nanoTime() - start).compareTo(LONG) < 0, "took too long");
    // Some have to wait for answers, which nobody gives.
    story.passing(Limits.LOOKUP_WAIT.plusSeconds(2));
    List<Decision> decisions = story.decisions();
    List<DeadLetter> letters = story.deadLetters();
    check(decisions.size() + letters.size() == 1, decisions + " " + letters);
    letters.forEach(letter -> check(ABOUT_BODIES.contains(letter.getReason()), "" + letter));
    List<RunCommand> starts =
        story.commands().stream()
            .filter(command -> command.getAction() == RunAction.START)
            .toList();
    decisions.forEach(decision -> check(decision, starts.size()));
    story.rejections();
    story.questions();
  }

  /** Every candidate has as many outcomes as the other, and what started was commanded. */
  private static void check(Decision decision, int commands) {
    List<DecisionOutcome> outcomes =
        decision.getOutcomes().stream()
            .filter(outcome -> outcome.getOutcome() != OutcomeType.STOPPED)
            .toList();
    Set<String> targets = new HashSet<>();
    outcomes.forEach(outcome -> targets.add(outcome.getTargetId()));
    check(outcomes.isEmpty() == (decision.getIgnoredReason() != null), "" + decision);
    check(outcomes.isEmpty() || targets.size() == 2, "" + decision);
    check(outcomes.size() % 2 == 0, "" + decision);
    long started =
        outcomes.stream().filter(o -> o.getOutcome().toString().equals("STARTED")).count();
    check(started == commands, commands + " commands: " + decision);
  }

  private static RawWebhook webhook(byte[] input) {
    int line = 0;
    while (line < input.length && input[line] != '\n') {
      line++;
    }
    boolean cloud = input.length == 0 || input[0] == 'c';
    String eventKey = line == 0 ? "" : new String(input, 1, line - 1, UTF_8).strip();
    byte[] body = Arrays.copyOfRange(input, Math.min(line + 1, input.length), input.length);
    RawWebhook empty =
        Story.webhook(cloud ? CLOUD : DATA_CENTER, "d" + inputs, cloud ? "bb" : "dc", eventKey, "");
    return RawWebhook.newBuilder(empty).setBody(ByteBuffer.wrap(body)).build();
  }

  /** On each product a stack that may run and one that may not. */
  private static Story story() {
    Story story = new Story();
    for (Provider provider : List.of(Provider.BITBUCKET_CLOUD, Provider.BITBUCKET_DATACENTER)) {
      String bb = provider == Provider.BITBUCKET_CLOUD ? "bb" : "dc";
      story
          .publish(Topics.INTEGRATIONS, bb, Samples.integration(bb).setProvider(provider).build())
          .publish(
              Topics.STACKS,
              "on-" + bb,
              Samples.stack("on-" + bb).setProvider(provider).setIntegrationId(bb).build())
          .publish(
              Topics.STACKS,
              "off-" + bb,
              Samples.stack("off-" + bb)
                  .setProvider(provider)
                  .setIntegrationId(null)
                  .setVcsDetached(true)
                  .build());
    }
    return story;
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
