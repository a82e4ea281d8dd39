package dev.uplink.local.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a word may mean, a delivery or a commit, and tells its story. */
final class Explanation {
  /** Of one commit the newest are told; the others would be pages. */
  private static final int MOST_DELIVERIES = 20;

  private static final String A_COMMIT = "[0-9a-f]{7,40}";
  private static final int FULL_COMMIT = 40;

  /** How asking ended. */
  sealed interface Result {
    /** Some deliveries, the oldest first. */
    record Found(String text) implements Result {}

    record NotFound(String why) implements Result {}

    /** A short commit that several begin with. */
    record Ambiguous(Set<String> commits) implements Result {
      public Ambiguous {
        commits = Set.copyOf(commits);
      }
    }
  }

  private final ControlPlane controlPlane;

  Explanation(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  /**
   * @throws CannotAskException if the control plane does not say
   */
  Result of(String word) {
    String commit = word.toLowerCase(Locale.ROOT);
    boolean mayBeCommit = commit.matches(A_COMMIT);
    if (commit.length() < FULL_COMMIT) {
      ControlPlane.Answer delivery = ask("/deliveries/" + word);
      if (delivery.status() == 200) {
        return new Result.Found(StoryText.of(delivery.body()));
      }
    }
    return mayBeCommit ? ofCommit(commit) : notFound(word);
  }

  private Result ofCommit(String commit) {
    JsonNode page =
        ask("/deliveries?limit=%d&commitSha=%s".formatted(MOST_DELIVERIES, commit)).body();
    Set<String> meant = commits(page, commit);
    if (meant.size() > 1) {
      return new Result.Ambiguous(meant);
    }
    List<String> ids = page.path("items").findValuesAsText("id");
    if (ids.isEmpty()) {
      return notFound(commit);
    }
    List<String> told = new ArrayList<>();
    if (page.path("nextCursor").isTextual()) {
      told.add("The newest %d deliveries of this commit:%n".formatted(MOST_DELIVERIES));
    }
    ids.reversed().forEach(id -> told.add(StoryText.of(ask("/deliveries/" + id).body())));
    return new Result.Found(String.join("\n", told));
  }

  /** All that begin so; of several commits in one delivery, the first few. */
  private static Set<String> commits(JsonNode page, String beginning) {
    return page.path("items").findValuesAsText("commitSha").stream()
        .filter(sha -> sha.startsWith(beginning))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Result notFound(String word) {
    return new Result.NotFound(
        """
        No delivery and no commit of a delivery is %s, as far as this token may see and the
        deliveries are kept. What was not answered 202 is none: see GET /api/v1/deliveries/refused.\
        """
            .formatted(word));
  }

  private ControlPlane.Answer ask(String path) {
    ControlPlane.Answer answer = controlPlane.get(path);
    if (answer.status() == 200 || answer.status() == 404) {
      return answer;
    }
    String problem =
        "%d %s".formatted(answer.status(), answer.body().path("code").asText("without a code"));
    throw new CannotAskException(
        switch (answer.status()) {
          case 401 -> "The control plane refuses UPLINK_ADMIN_TOKEN (%s).".formatted(problem);
          case 403 ->
              "The token may not see this (%s): it takes ADMIN in the integration's Space."
                  .formatted(problem);
          default ->
              "The control plane answered %s: %s"
                  .formatted(problem, answer.body().path("detail").asText());
        });
  }
}
