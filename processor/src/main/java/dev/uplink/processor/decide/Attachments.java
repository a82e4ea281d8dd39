package dev.uplink.processor.decide;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which integration serves a target, and which targets an integration's event is about. */
public final class Attachments {
  private final Catalogue catalogue;

  public Attachments(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The repository's targets that the integration serves, and those that none serves: these have to
   * hear why nothing happens. Targets of another live integration get its own webhook.
   */
  public List<Candidate> candidates(RepositoryKey repository, String integrationId) {
    // Thousands of targets have few integrations and Spaces between them: each is read once.
    Map<Way, Optional<Integration>> integrations = new HashMap<>();
    Map<Way, Optional<String>> barriers = new HashMap<>();
    List<Candidate> candidates = new ArrayList<>();
    for (Target target : catalogue.targets(repository)) {
      Optional<Integration> integration =
          integrations.computeIfAbsent(Way.toIntegration(target), way -> integration(target));
      if (integration.map(Integration::id).filter(id -> !id.equals(integrationId)).isEmpty()) {
        candidates.add(
            candidate(
                target,
                integration,
                serving ->
                    barriers.computeIfAbsent(
                        Way.toSpace(target, serving), way -> barrier(serving, target))));
      }
    }
    return candidates;
  }

  public Candidate candidate(Target target) {
    return candidate(target, integration(target), serving -> barrier(serving, target));
  }

  private static Candidate candidate(
      Target target,
      Optional<Integration> integration,
      Function<Integration, Optional<String>> barrier) {
    return integration
        .map(
            serving ->
                barrier
                    .apply(serving)
                    .map(space -> new Candidate(target, Attachment.UNREACHABLE, space))
                    .orElseGet(() -> new Candidate(target, Attachment.ATTACHED)))
        .orElseGet(() -> new Candidate(target, Attachment.DETACHED));
  }

  /** Empty for a detached target, and when the integration is not known. */
  public Optional<Integration> integration(Target target) {
    if (target.state().detached()) {
      return Optional.empty();
    }
    Target.Source source = target.source();
    if (source.integrationId() == null) {
      return catalogue.defaultIntegration(target.account(), source.product());
    }
    return catalogue
        .integration(target.account(), source.integrationId())
        .filter(integration -> integration.product() == source.product());
  }

  /**
   * The Space at which the way up to the integration ends; empty when it does not. A default
   * integration serves every Space. Another one serves its own, and those below it down to where
   * inheritance is turned off.
   */
  private Optional<String> barrier(Integration integration, Target target) {
    AccountId account = target.account();
    if (integration.isDefault()) {
      return Optional.empty();
    }
    // Spaces arrive one by one, so for a moment a moved subtree may look like a circle.
    Set<String> visited = new HashSet<>();
    String id = target.spaceId();
    while (!id.equals(integration.spaceId())) {
      Optional<Space> space = visited.add(id) ? catalogue.space(account, id) : Optional.empty();
      Optional<String> above =
          space.filter(Space::inherits).flatMap(s -> Optional.ofNullable(s.parentId()));
      if (above.isEmpty()) {
        return Optional.of(space.map(Space::words).orElse(id));
      }
      id = above.get();
    }
    return Optional.empty();
  }

  /**
   * What two targets of one repository must have in common to be served alike.
   *
   * @param from the target's Space; null for the integration itself, which depends on none
   * @param to the integration; null for the default
   */
  private record Way(boolean detached, @Nullable String from, @Nullable String to) {
    static Way toIntegration(Target target) {
      return new Way(target.state().detached(), null, target.source().integrationId());
    }

    static Way toSpace(Target target, Integration integration) {
      return new Way(false, target.spaceId(), integration.id());
    }
  }
}
