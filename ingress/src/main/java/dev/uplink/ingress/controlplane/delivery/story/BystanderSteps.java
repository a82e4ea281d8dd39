package dev.uplink.ingress.controlplane.delivery.story;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of those who have the repository now and of whom nothing was decided. */
final class BystanderSteps {
  private static final int NAMED = 20;

  private BystanderSteps() {}

  /** One step for each integration. */
  static List<Step> of(Facts facts, Instant at) {
    String own = String.valueOf(facts.delivery().subject().integrationId());
    return facts.bystanders().stream()
        .collect(
            Collectors.groupingBy(Attached::integrationId, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(some -> step(some, own, at))
        .toList();
  }

  private static Step step(List<Attached> some, String own, Instant at) {
    Attached one = some.getFirst();
    return one.integrationId().equals(own)
        ? step(some, at, StepKind.ATTACHED_SINCE, "this integration, but not yet then")
        : step(
            some,
            at,
            StepKind.ATTACHED_ELSEWHERE,
            through(one.integrationSlug()) + ", by whose webhook they hear of it");
  }

  private static String through(@Nullable String slug) {
    return slug == null ? "an integration that you may not see" : "integration " + slug;
  }

  private static Step step(List<Attached> some, Instant at, StepKind kind, String through) {
    String named =
        some.stream().limit(NAMED).map(Attached::targetSlug).collect(Collectors.joining(", "));
    return Step.at(
            at,
            kind,
            "%d %s this repository now through %s: %s%s."
                .formatted(
                    some.size(),
                    some.size() == 1 ? "stack or module has" : "stacks and modules have",
                    through,
                    named,
                    some.size() > NAMED ? ", …" : ""))
        .count(some.size())
        .build();
  }
}
