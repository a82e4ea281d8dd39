package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A catalogue of one account and repository, in lists. */
public final class ListedCatalogue implements Catalogue {
  private final List<Integration> integrations = new ArrayList<>();
  private final List<Space> spaces = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final Set<String> deleted = new HashSet<>();

  ListedCatalogue add(Integration integration) {
    integrations.add(integration);
    return this;
  }

  ListedCatalogue add(Space space) {
    spaces.add(space);
    return this;
  }

  ListedCatalogue add(Target target) {
    targets.add(target);
    return this;
  }

  /** The named ones inherit. */
  ListedCatalogue tree(String inheriting) {
    List<String> on = List.of(inheriting.split("\\+", -1));
    return add(new Space("root", "root", null, false))
        .add(new Space("parent", "Parent", "root", on.contains("parent")))
        .add(new Space("child", "Child", "parent", on.contains("child")))
        .add(new Space("grandchild", "Grandchild", "child", on.contains("grandchild")))
        .add(new Space("sibling", "Sibling", "root", on.contains("sibling")));
  }

  @Override
  public Optional<Integration> integration(AccountId account, String id) {
    return integrations.stream().filter(i -> i.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Integration> defaultIntegration(AccountId account, BitbucketProduct product) {
    return integrations.stream().filter(Integration::isDefault).findFirst();
  }

  @Override
  public Optional<Space> space(AccountId account, String id) {
    return spaces.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Integer> runLimit(AccountId account) {
    return Optional.empty();
  }

  @Override
  public List<Target> targets(RepositoryKey repository) {
    return targets;
  }

  ListedCatalogue deleteTarget(String id) {
    targets.removeIf(target -> target.name().id().equals(id));
    deleted.add(id);
    return this;
  }

  ListedCatalogue deleteIntegration(String id) {
    integrations.removeIf(integration -> integration.id().equals(id));
    deleted.add(id);
    return this;
  }

  @Override
  public Optional<Target> target(AccountId account, TargetKind kind, String id) {
    return targets.stream().filter(t -> t.name().id().equals(id)).findFirst();
  }

  @Override
  public boolean isTargetDeleted(AccountId account, TargetKind kind, String id) {
    return deleted.contains(id);
  }

  @Override
  public boolean isIntegrationDeleted(AccountId account, String id) {
    return deleted.contains(id);
  }

  @Override
  public Optional<Target> target(RepositoryKey repository, TargetKind kind, String id) {
    return targets.stream().filter(t -> t.name().id().equals(id)).findFirst();
  }
}
