package dev.uplink.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of real-bodies.txt with those that belong to it: a body and what it must lead to.
 *
 * @param end an ignored reason, PING or DECIDED
 * @param repository null where nothing is decided about one
 * @param outcomes as {@link #outcomes} writes them
 */
record RealBody(
    String file,
    String eventKey,
    String end,
    @Nullable Repository repository,
    List<String> outcomes) {
  private static final String NONE = "-";

  static List<RealBody> table() throws IOException {
    List<RealBody> bodies = new ArrayList<>();
    for (String line : text().lines().toList()) {
      if (line.startsWith("  ")) {
        bodies.getLast().outcomes.add(line.strip());
      } else if (!line.startsWith("#")) {
        String[] words = line.split(" ", -1);
        @Nullable Repository repository = words.length > 3 ? repository(words[3]) : null;
        bodies.add(new RealBody(words[0], words[1], words[2], repository, new ArrayList<>()));
      }
    }
    return bodies;
  }

  boolean isCloud() {
    return file.startsWith("cloud/");
  }

  boolean isPing() {
    return end.equals("PING");
  }

  /** What all lines name alike; null when they do not, or name a tag. */
  @Nullable String branch() {
    return agreed(words -> words[3].equals("BRANCH") ? words[4] : NONE);
  }

  @Nullable String commit() {
    return agreed(words -> words[5]);
  }

  @Nullable Long pullRequest() {
    @Nullable String id = agreed(words -> words.length > 6 ? words[6].substring(1) : NONE);
    return id == null ? null : Long.valueOf(id);
  }

  /** As the table would say what became of it. */
  String lines(Decision decision) {
    String head = file + " " + eventKey + " " + end(decision);
    return head
        + (repository == null ? "" : " " + repository.namespace() + "/" + repository.name())
        + outcomes(decision).stream().map(line -> "\n  " + line).collect(Collectors.joining());
  }

  private @Nullable String agreed(Function<String[], String> word) {
    List<String> named =
        outcomes.stream()
            .filter(line -> !line.contains(" STOPPED "))
            .map(line -> word.apply(line.split(" ", -1)))
            .distinct()
            .toList();
    return named.size() == 1 && !named.getFirst().equals(NONE) ? named.getFirst() : null;
  }

  /** In the words of the table. */
  static String end(Decision decision) {
    return Objects.requireNonNullElse(decision.getIgnoredReason(), "DECIDED").toString();
  }

  static List<String> outcomes(Decision decision) {
    return decision.getOutcomes().stream().map(RealBody::text).toList();
  }

  private static String text(DecisionOutcome outcome) {
    Object detail = outcome.getReason() == null ? outcome.getRunType() : outcome.getReason();
    return "%s %s %s %s %s %s%s"
        .formatted(
            outcome.getTargetKind().name().toLowerCase(Locale.ROOT),
            outcome.getOutcome(),
            detail,
            Objects.requireNonNullElse(outcome.getRefType(), NONE),
            Objects.requireNonNullElse(outcome.getRefName(), NONE),
            Objects.requireNonNullElse(outcome.getCommitSha(), NONE),
            outcome.getPullRequestId() == null ? "" : " #" + outcome.getPullRequestId());
  }

  private static Repository repository(String fullName) {
    int slash = fullName.indexOf('/');
    return new Repository(fullName.substring(0, slash), fullName.substring(slash + 1));
  }

  private static String text() throws IOException {
    try (InputStream table = RealBody.class.getResourceAsStream("/real-bodies.txt")) {
      return new String(Objects.requireNonNull(table).readAllBytes(), UTF_8);
    }
  }
}
