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
    return new Candidate(
        target,
        integration(target)
            .map(
                integration ->
                    reaches(integration, target.account(), target.spaceId())
                        ? Attachment.ATTACHED
                        : Attachment.UNREACHABLE)
            .orElse(Attachment.DETACHED));
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
   * A default integration serves every Space. Another one serves its own, and those below it down
   * to where inheritance is turned off.
   */
  private boolean reaches(Integration integration, AccountId account, String spaceId) {
    if (integration.isDefault()) {
      return true;
    }
    // Spaces arrive one by one, so for a moment a moved subtree may look like a circle.
    Set<String> visited = new HashSet<>();
    String id = spaceId;
    while (!id.equals(integration.spaceId())) {
      Optional<Space> space = visited.add(id) ? catalogue.space(account, id) : Optional.empty();
      Optional<String> above =
          space.filter(Space::inherits).flatMap(s -> Optional.ofNullable(s.parentId()));
      if (above.isEmpty()) {
        return false;
      }
      id = above.get();
    }
    return true;
  }
}
