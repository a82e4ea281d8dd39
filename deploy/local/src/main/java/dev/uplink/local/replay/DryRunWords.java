package dev.uplink.local.replay;

import dev.uplink.local.replay.Selection.RepositoryName;
import dev.uplink.schemas.id.BitbucketProduct;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the words after {@code dry-run} ask for. */
sealed interface DryRunWords {
  String USAGE =
      """
      Usage: deploy/local/dry-run [--from <instant>] [--to <instant>] [--dead-letters]
                                  [--repository <provider>/<namespace>/<name>] [--all | --for-real]

        Lets past deliveries be decided by the present rules against today's catalogue, and shows
        what would be otherwise than it was decided then. Nothing is written, and Bitbucket is not
        asked: what it once answered is taken from the topic.

        --from, --to    as 2026-01-02T03:04:05Z; --to is the first moment that is left out
        --repository    provider is bitbucket-cloud or bitbucket-datacenter; of any account
        --dead-letters  what could not be understood or processed then
        --all           show what would be the same, too
        --for-real      replay each as a delivery of its own, deduplicated like any other
        --help          this text

      At least one of the first four is needed; together they restrict each other. Settings are those
      of deploy/local/up, or UPLINK_KAFKA_BOOTSTRAP_SERVERS and UPLINK_SCHEMA_REGISTRY_URL.
      Exit codes: 0 all would be the same (all were replayed), 1 something would be otherwise (was
      not replayed), 2 wrong words or variables, or nobody to ask, 3 no such delivery.\
      """;

  /** Decide anew and compare. */
  record Rehearse(Selection selection, boolean all) implements DryRunWords {}

  /** Replay through the control plane. */
  record ForReal(Selection selection) implements DryRunWords {}

  /** Print {@link #USAGE}. */
  record Help() implements DryRunWords {}

  record Refused(String problem) implements DryRunWords {}

  static DryRunWords parse(String... words) {
    Optional<Instant> from = Optional.empty();
    Optional<Instant> to = Optional.empty();
    Optional<RepositoryName> repository = Optional.empty();
    boolean deadLetters = false;
    boolean all = false;
    boolean forReal = false;
    Iterator<String> rest = List.of(words).iterator();
    try {
      while (rest.hasNext()) {
        String word = rest.next();
        switch (word) {
          case "--help", "-h" -> {
            return new Help();
          }
          case "--from" -> from = Optional.of(instant(word, rest));
          case "--to" -> to = Optional.of(instant(word, rest));
          case "--repository" -> repository = Optional.of(repository(word, rest));
          case "--dead-letters" -> deadLetters = true;
          case "--all" -> all = true;
          case "--for-real" -> forReal = true;
          default -> {
            return new Refused("unknown option " + word);
          }
        }
      }
    } catch (IllegalArgumentException e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
    if (from.isEmpty() && to.isEmpty() && repository.isEmpty() && !deadLetters) {
      return new Refused("say which: --from, --to, --repository or --dead-letters");
    }
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      return new Refused("--from is not before --to");
    }
    if (all && forReal) {
      return new Refused("--all and --for-real exclude each other");
    }
    Selection selection = new Selection(from, to, repository, deadLetters);
    return forReal ? new ForReal(selection) : new Rehearse(selection, all);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static Instant instant(String option, Iterator<String> rest) {
    String text = value(option, rest);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s %s: expected an instant such as 2026-01-02T03:04:05Z".formatted(option, text), e);
    }
  }

  private static RepositoryName repository(String option, Iterator<String> rest) {
    String text = value(option, rest);
    String[] parts = text.split("/", -1);
    if (parts.length != 3
        || BitbucketProduct.ofSegment(parts[0]).isEmpty()
        || parts[1].isEmpty()
        || parts[2].isEmpty()) {
      throw new IllegalArgumentException(
          "%s %s: expected such as bitbucket-cloud/acme/infrastructure".formatted(option, text));
    }
    return new RepositoryName(parts[0], parts[1], parts[2]);
  }
}
