package dev.uplink.processor.catalogue;

import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.decide.Space;
import dev.uplink.processor.decide.Target;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.List;
import java.util.Optional;

/** Asks a catalogue what it was not asked since its last change. */
record RememberedCatalogue(Catalogue catalogue, RecentReads reads) implements Catalogue {

  @Override
  public Optional<Integer> runLimit(AccountId account) {
    return reads.answer(new RunLimit(account), () -> catalogue.runLimit(account));
  }

  @Override
  public Optional<Integration> integration(AccountId account, String id) {
    return reads.answer(new IntegrationById(account, id), () -> catalogue.integration(account, id));
  }

  @Override
  public Optional<Integration> defaultIntegration(AccountId account, BitbucketProduct product) {
    return reads.answer(
        new Default(account, product), () -> catalogue.defaultIntegration(account, product));
  }

  @Override
  public Optional<Space> space(AccountId account, String id) {
    return reads.answer(new SpaceById(account, id), () -> catalogue.space(account, id));
  }

  @Override
  public List<Target> targets(RepositoryKey repository) {
    return reads.answer(repository, () -> List.copyOf(catalogue.targets(repository)));
  }

  /** Asked for triggers only. */
  @Override
  public Optional<Target> target(RepositoryKey repository, TargetKind kind, String id) {
    return catalogue.target(repository, kind, id);
  }

  @Override
  public Optional<Target> target(AccountId account, TargetKind kind, String id) {
    return reads.answer(
        new TargetById(account, kind, id), () -> catalogue.target(account, kind, id));
  }

  @Override
  public boolean isTargetDeleted(AccountId account, TargetKind kind, String id) {
    return reads.answer(
        new TargetDeleted(account, kind, id), () -> catalogue.isTargetDeleted(account, kind, id));
  }

  @Override
  public boolean isIntegrationDeleted(AccountId account, String id) {
    return reads.answer(
        new IntegrationDeleted(account, id), () -> catalogue.isIntegrationDeleted(account, id));
  }

  private record RunLimit(AccountId account) {}

  private record IntegrationById(AccountId account, String id) {}

  private record IntegrationDeleted(AccountId account, String id) {}

  private record Default(AccountId account, BitbucketProduct product) {}

  private record SpaceById(AccountId account, String id) {}

  private record TargetById(AccountId account, TargetKind kind, String id) {}

  private record TargetDeleted(AccountId account, TargetKind kind, String id) {}
}
