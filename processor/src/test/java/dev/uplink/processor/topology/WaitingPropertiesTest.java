package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.topology.Interleaving.Act;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * However Bitbucket answers, in whatever order, with failures, not at all, and whatever is in a
 * body: each delivery ends once, in the order of its arrival.
 */
class WaitingPropertiesTest {
  @Property(tries = 25)
  void eachDeliveryEndsOnceAndInOrderWhateverIsAnswered(
      @ForAll("acts") List<Act> acts,
      @ForAll("choices") List<Integer> choices,
      @ForAll Random random) {
    try (Story story = story()) {
      List<RawWebhook> deliveries = Interleaving.of(acts).mixed(choices);
      List<LookupRequest> open = new ArrayList<>();
      for (RawWebhook delivery : deliveries) {
        story.deliver(delivery);
        open.addAll(story.questions());
        answerSome(story, open, random);
      }
      assertThat(endings(story, open)).containsExactlyElementsOf(ids(deliveries));
    }
  }

  /** Bytes are cut off or changed, so that some bodies cannot be read. */
  @Property(tries = 25)
  void soDoBodiesThatWereDamaged(@ForAll("acts") List<Act> acts, @ForAll Random random) {
    try (Story story = story()) {
      List<RawWebhook> deliveries =
          Interleaving.of(acts).plainly().stream().map(whole -> damaged(whole, random)).toList();
      List<LookupRequest> open = new ArrayList<>();
      for (RawWebhook delivery : deliveries) {
        story.deliver(delivery);
        open.addAll(story.questions());
        answerSome(story, open, random);
      }
      assertThat(endings(story, open)).containsExactlyInAnyOrderElementsOf(ids(deliveries));
    }
  }

  private static Story story() {
    return new Story()
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").setProjectRoot("prod").build())
        .publish(Topics.MODULES, "vpc", Samples.module("vpc"));
  }

  /** What nobody answered is waited for no longer. */
  private static List<String> endings(Story story, List<LookupRequest> unanswered) {
    story.passing(Limits.LOOKUP_WAIT.plusSeconds(2));
    List<String> ended = new ArrayList<>();
    story.decisions().stream().map(Decision::getDeliveryId).forEach(ended::add);
    story.deadLetters().forEach(letter -> ended.add(letter.getDeliveryId()));
    // Answers that come too late, or twice, end nothing more.
    unanswered.forEach(question -> story.answer(Bitbucket.files(question, "prod/a.tf")));
    assertThat(story.decisions()).isEmpty();
    return ended;
  }

  private static List<String> ids(List<RawWebhook> deliveries) {
    return deliveries.stream().map(RawWebhook::getDeliveryId).distinct().toList();
  }

  private static void answerSome(Story story, List<LookupRequest> open, Random random) {
    Collections.shuffle(open, random);
    while (!open.isEmpty() && random.nextBoolean()) {
      LookupRequest question = open.removeLast();
      LookupResult answer = answer(question, random);
      story.answer(answer);
      if (random.nextInt(4) == 0) {
        story.answer(answer);
      }
    }
  }

  private static LookupResult answer(LookupRequest question, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Bitbucket.failed(question);
      case 1 -> Bitbucket.truncated(question, "dev/a.tf");
      case 2 -> Bitbucket.files(question, "dev/a.tf");
      case 3 -> Bitbucket.commit(question, 'f');
      default -> whole(question);
    };
  }

  private static LookupResult whole(LookupRequest question) {
    return switch (question.getKind()) {
      case FULL_HASH -> Bitbucket.commit(question, question.getToSha().charAt(0));
      case OWN_ACCOUNT -> Bitbucket.account(question, "{uplink}");
      case PUSH_FILES, PULL_REQUEST_FILES, BRANCH_HEAD, COMMIT_PULL_REQUESTS, TAG_COMMIT, UNKNOWN ->
          Bitbucket.files(question, "prod/a.tf");
    };
  }

  private static RawWebhook damaged(RawWebhook whole, Random random) {
    ByteBuffer body = whole.getBody();
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    switch (random.nextInt(3)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
      default -> {
        // Some are whole.
      }
    }
    return RawWebhook.newBuilder(whole).setBody(ByteBuffer.wrap(bytes)).build();
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    return Arbitraries.of(Act.class).list().ofMaxSize(7);
  }

  @Provide
  Arbitrary<List<Integer>> choices() {
    return Arbitraries.integers().between(0, 299).list().ofMaxSize(25);
  }
}
