package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Bitbucket tells of one repository, delivery by delivery. Commits are numbered as they are
 * made; a branch begins with its creation.
 */
final class History {

  /** What may happen to a branch. */
  enum Move {
    COMMIT,
    REWRITE,
    FORCE_BACK,
    RESET_BACK,
    DELETE,
    TAG
  }

  /** A move of main, or of another branch. */
  record Step(Move move, boolean toMain) {
    String branch() {
      return toMain ? "main" : "dev";
    }
  }

  final RepositoryKey repository;
  final List<RawWebhook> deliveries = new ArrayList<>();
  private final List<Step> steps;
  private final Map<String, List<Integer>> branches = new HashMap<>();
  private int commits;

  private History(int number, List<Step> steps) {
    this.steps = steps;
    repository = RepositoryKey.parse(Samples.ACCOUNT + "/bitbucket-cloud/payments/r" + number);
  }

  static History of(int number, List<Step> steps) {
    History history = new History(number, steps);
    steps.forEach(history::add);
    return history;
  }

  /** Where a branch stands in the end; null when it is not there. */
  @Nullable String head(String branch) {
    List<Integer> passed = branches.getOrDefault(branch, List.of());
    return passed.isEmpty() ? null : sha(passed.getLast());
  }

  private void add(Step step) {
    List<Integer> passed = branches.computeIfAbsent(step.branch(), name -> new ArrayList<>());
    if (passed.isEmpty()) {
      move(step, passed, ++commits, false);
      return;
    }
    switch (step.move()) {
      case COMMIT -> move(step, passed, ++commits, false);
      case REWRITE -> move(step, passed, ++commits, true);
      case FORCE_BACK -> move(step, passed, passed.getFirst(), true);
      case RESET_BACK -> move(step, passed, passed.get(passed.size() / 2), false);
      case DELETE -> {
        deliver(change("branch", step.branch(), head(step.branch()), null, false));
        passed.clear();
      }
      case TAG -> deliver(change("tag", step.branch(), null, head(step.branch()), false));
    }
  }

  private void move(Step step, List<Integer> passed, int to, boolean forced) {
    deliver(change("branch", step.branch(), head(step.branch()), sha(to), forced));
    passed.add(to);
  }

  private void deliver(String change) {
    String body =
        "{\"push\":{\"changes\":[%s]},\"repository\":{\"full_name\":\"payments/%s\"}}"
            .formatted(change, repository.repository());
    String id = repository.repository() + "-" + deliveries.size();
    deliveries.add(Story.webhook(repository, id, "bb", "repo:push", body));
  }

  private static String change(
      String type, String name, @Nullable String from, @Nullable String to, boolean forced) {
    return "{\"old\":%s,\"new\":%s,\"forced\":%s}"
        .formatted(ref(type, name, from), ref(type, name, to), forced);
  }

  private static String ref(String type, String name, @Nullable String at) {
    return at == null
        ? "null"
        : "{\"type\":\"%s\",\"name\":\"%s\",\"target\":{\"hash\":\"%s\"}}"
            .formatted(type, name, at);
  }

  private static String sha(int commit) {
    return "%040x".formatted(commit);
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
