package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.ingress.controlplane.account.Account;
import dev.uplink.ingress.controlplane.account.AccountCatalogue;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationCatalogue;
import dev.uplink.ingress.controlplane.outbox.Outbox;
import dev.uplink.ingress.controlplane.space.Space;
import dev.uplink.ingress.controlplane.space.SpaceCatalogue;
import dev.uplink.ingress.controlplane.targets.Target;
import dev.uplink.ingress.controlplane.targets.TargetCatalogue;
import dev.uplink.schemas.topic.Topics;

/** Publishes what entities have become, by the outbox. */
public final class Catalogue
    implements AccountCatalogue, SpaceCatalogue, IntegrationCatalogue, TargetCatalogue {
  private final Outbox outbox;

  public Catalogue(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void changed(Account account) {
    outbox.append(
        Topics.ACCOUNTS, key(account.id(), account.id()), CatalogueMapper.toRecord(account));
  }

  @Override
  public void changed(Space space) {
    outbox.append(
        Topics.SPACES, key(space.accountId(), space.id()), CatalogueMapper.toRecord(space));
  }

  @Override
  public void deleted(Space space) {
    outbox.append(Topics.SPACES, key(space.accountId(), space.id()), null);
  }

  @Override
  public void changed(Integration integration) {
    outbox.append(
        Topics.INTEGRATIONS,
        key(integration.accountId(), integration.id()),
        CatalogueMapper.toRecord(integration));
  }

  @Override
  public void deleted(Integration integration) {
    outbox.append(Topics.INTEGRATIONS, key(integration.accountId(), integration.id()), null);
  }

  @Override
  public void changed(Target target) {
    String key = key(target.accountId(), target.id());
    switch (target.kind()) {
      case STACK -> outbox.append(Topics.STACKS, key, CatalogueMapper.toStack(target));
      case MODULE -> outbox.append(Topics.MODULES, key, CatalogueMapper.toModule(target));
    }
  }

  @Override
  public void deleted(Target target) {
    String key = key(target.accountId(), target.id());
    switch (target.kind()) {
      case STACK -> outbox.append(Topics.STACKS, key, null);
      case MODULE -> outbox.append(Topics.MODULES, key, null);
    }
  }

  private static String key(String accountId, String id) {
    return accountId + "/" + id;
  }
}
