package dev.uplink.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;

/**
 * Replays deliveries one after the other, in the order in which they came. Each has an idempotency
 * key of its own for the day, so the command can be repeated after it was interrupted.
 */
final class RealReplay {
  /** A mistake in a range shall not flood a scheduler. */
  static final int MOST_DELIVERIES = 500;

  private final ReplayApi api;
  private final LocalDate day;
  private final PrintStream out;

  RealReplay(ReplayApi api, LocalDate day, PrintStream out) {
    this.api = api;
    this.day = day;
    this.out = out;
  }

  /**
   * Returns whether every delivery was replayed, but those that are replays themselves: what
   * Bitbucket sent is in the same selection, or was not wanted.
   *
   * @throws CannotReplayException if nobody answers, or refuses whoever asks
   */
  boolean all(List<Delivery> chosen) {
    List<Delivery> deliveries = chosen.stream().filter(delivery -> !delivery.replay()).toList();
    if (deliveries.size() > MOST_DELIVERIES) {
      throw new CannotReplayException(
          "%d deliveries are more than %d: narrow it by --from, --to or --repository."
              .formatted(deliveries.size(), MOST_DELIVERIES));
    }
    int replayed = 0;
    for (Delivery delivery : deliveries) {
      if (one(delivery)) {
        replayed++;
      }
    }
    out.printf(
        "%n%d replayed, %d not; %d left out, replays themselves%n",
        replayed, deliveries.size() - replayed, chosen.size() - deliveries.size());
    return replayed == deliveries.size();
  }

  private boolean one(Delivery delivery) {
    if (delivery.id().isEmpty()) {
      out.printf("%s  not replayed: nobody knows its delivery id%n", delivery.origin());
      return false;
    }
    ReplayApi.Answer answer = api.replay(delivery.id(), "dry-run-" + delivery.id() + "-" + day);
    if (answer.status() == 201) {
      out.printf(
          "%s  replayed as %s: %s%n",
          delivery.id(),
          answer.body().path("deliveryId").asText(),
          decision(answer.body().path("decision")));
      return true;
    }
    String problem =
        "%d %s".formatted(answer.status(), answer.body().path("code").asText("without a code"));
    if (answer.status() == 401) {
      throw new CannotReplayException(
          "The control plane refuses UPLINK_ADMIN_TOKEN (%s).".formatted(problem));
    }
    out.printf(
        "%s  not replayed: %s%n",
        delivery.id(),
        answer.status() == 410
            ? "uplink.webhooks no longer has its bytes (%s)".formatted(problem)
            : "%s %s".formatted(problem, answer.body().path("detail").asText()).strip());
    return false;
  }

  private static String decision(JsonNode decision) {
    if (!decision.isObject()) {
      return "not decided yet; deploy/local/explain tells it later";
    }
    if (decision.path("ignoredReason").isTextual()) {
      return "nothing to decide, " + decision.path("ignoredReason").asText();
    }
    StringBuilder counts = new StringBuilder();
    decision
        .path("outcomeCounts")
        .properties()
        .forEach(
            count -> {
              if (count.getValue().asInt() > 0) {
                counts.append(counts.isEmpty() ? "" : ", ");
                counts.append(count.getValue().asInt()).append(' ').append(count.getKey());
              }
            });
    return counts.isEmpty() ? "decided" : counts.toString();
  }
}
