package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.ingress.controlplane.account.Account;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.outbox.Outbox;
import dev.uplink.ingress.controlplane.space.Space;
import dev.uplink.ingress.controlplane.targets.Target;
import dev.uplink.schemas.topic.Topics;

/** Publishes what entities have become. To be called in the transaction of the change. */
public final class Catalogue {
  private final Outbox outbox;

  public Catalogue(Outbox outbox) {
    this.outbox = outbox;
  }

  public void changed(Account account) {
    outbox.append(
        Topics.ACCOUNTS, key(account.id(), account.id()), CatalogueMapper.toRecord(account));
  }

  public void changed(Space space) {
    outbox.append(
        Topics.SPACES, key(space.accountId(), space.id()), CatalogueMapper.toRecord(space));
  }

  public void deleted(Space space) {
    outbox.append(Topics.SPACES, key(space.accountId(), space.id()), null);
  }

  public void changed(Integration integration) {
    outbox.append(
        Topics.INTEGRATIONS,
        key(integration.accountId(), integration.id()),
        CatalogueMapper.toRecord(integration));
  }

  public void deleted(Integration integration) {
    outbox.append(Topics.INTEGRATIONS, key(integration.accountId(), integration.id()), null);
  }

  public void changed(Target target) {
    String key = key(target.accountId(), target.id());
    switch (target.kind()) {
      case STACK -> outbox.append(Topics.STACKS, key, CatalogueMapper.toStack(target));
      case MODULE -> outbox.append(Topics.MODULES, key, CatalogueMapper.toModule(target));
    }
  }

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
