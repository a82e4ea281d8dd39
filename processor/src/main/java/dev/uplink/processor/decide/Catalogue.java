package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.List;
import java.util.Optional;

/** What the control plane has published so far. Absent means deleted, or not heard of yet. */
public interface Catalogue {
  /** Most runs that one event of the account may start; empty for no limit. */
  Optional<Integer> runLimit(AccountId account);

  Optional<Integration> integration(AccountId account, String id);

  Optional<Integration> defaultIntegration(AccountId account, BitbucketProduct product);

  Optional<Space> space(AccountId account, String id);

  /** Costs as much as the repository has targets, however many others have. */
  List<Target> targets(RepositoryKey repository);

  Optional<Target> target(RepositoryKey repository, TargetKind kind, String id);

  /** Wherever its code is. */
  Optional<Target> target(AccountId account, TargetKind kind, String id);

  /** Whether it was there and is gone; false for one that was never heard of. */
  boolean isTargetDeleted(AccountId account, TargetKind kind, String id);

  /** Whether it was there and is gone; false for one that was never heard of. */
  boolean isIntegrationDeleted(AccountId account, String id);
}
