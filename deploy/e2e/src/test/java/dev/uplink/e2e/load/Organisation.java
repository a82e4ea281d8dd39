package dev.uplink.e2e.load;

import dev.uplink.e2e.Attached;
import dev.uplink.e2e.Integration;
import dev.uplink.e2e.Repository;
import dev.uplink.e2e.Target;
import dev.uplink.e2e.Webhook;
import dev.uplink.e2e.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Both products, every mode of checks, repositories with one target, with several, with none, and
 * one that two integrations serve.
 */
public final class Organisation {
  private static final int WITHOUT_TARGETS = 6;

  private final List<BusyRepository> repositories = new ArrayList<>();
  private final List<Attached> attached = new ArrayList<>();
  private final Random random;

  private Organisation(Random random) {
    this.random = random;
  }

  /** Returns when the processor knows all of it. */
  public static Organisation in(World world, Random random) {
    Organisation organisation = new Organisation(random);
    Integration aggregated = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Integration all = Integration.cloud(world, World.unique("cloud"), "ALL");
    Integration server = Integration.dataCenter(world, World.unique("dc"), "AGGREGATED");
    Integration individual = Integration.dataCenter(world, World.unique("dc"), "INDIVIDUAL");
    for (Integration integration : List.of(aggregated, all, server, individual)) {
      organisation.populate(integration);
    }
    Repository shared = Repository.onCloud();
    organisation.target(aggregated, "/stacks", shared);
    organisation.target(all, "/stacks", shared);
    Attached.awaitKnown(world, organisation.attached);
    return organisation;
  }

  /** From any of the repositories. */
  Webhook next() {
    return repositories.get(random.nextInt(repositories.size())).next();
  }

  private void populate(Integration integration) {
    Repository one = repository(integration);
    target(integration, "/stacks", one);
    Repository several = repository(integration);
    integration.create("/stacks", World.unique("stack"), several);
    integration.create("/modules", World.unique("module"), several);
    target(integration, "/stacks", several);
    for (int i = 0; i < WITHOUT_TARGETS / 2; i++) {
      repositories.add(new BusyRepository(integration, repository(integration), random));
    }
  }

  /** The last of its repository for this integration: where it is known, those before it are. */
  private void target(Integration integration, String kind, Repository repository) {
    Target target = integration.create(kind, World.unique("stack"), repository);
    attached.add(new Attached(integration, repository, Set.of(target.id())));
    repositories.add(new BusyRepository(integration, repository, random));
  }

  private static Repository repository(Integration integration) {
    return integration.provider().equals("BITBUCKET_CLOUD")
        ? Repository.onCloud()
        : Repository.onDataCenter();
  }
}
