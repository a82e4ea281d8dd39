package dev.uplink.processor.decide;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    return catalogue.targets(repository).stream()
        .filter(target -> integration(target).map(i -> i.id().equals(integrationId)).orElse(true))
        .map(this::candidate)
        .toList();
  }

  public Candidate candidate(Target target) {
    return integration(target)
        .map(integration -> candidate(target, integration))
        .orElseGet(() -> new Candidate(target, Attachment.DETACHED));
  }

  private Candidate candidate(Target target, Integration integration) {
    return barrier(integration, target.account(), target.spaceId())
        .map(space -> new Candidate(target, Attachment.UNREACHABLE, space))
        .orElseGet(() -> new Candidate(target, Attachment.ATTACHED));
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
  private Optional<String> barrier(Integration integration, AccountId account, String spaceId) {
    if (integration.isDefault()) {
      return Optional.empty();
    }
    // Spaces arrive one by one, so for a moment a moved subtree may look like a circle.
    Set<String> visited = new HashSet<>();
    String id = spaceId;
    while (!id.equals(integration.spaceId())) {
      Optional<Space> space = visited.add(id) ? catalogue.space(account, id) : Optional.empty();
      Optional<String> above =
          space.filter(Space::inherits).flatMap(s -> Optional.ofNullable(s.parentId()));
      if (above.isEmpty()) {
        return Optional.of(id);
      }
      id = above.get();
    }
    return Optional.empty();
  }
}
