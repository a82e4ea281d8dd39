package dev.uplink.ingress.controlplane.space;

import dev.uplink.ingress.controlplane.access.Caller;

/**
 * Finds out what callers may do. To be called in the transaction of what they ask for: then the
 * tree stays as it is until that is done.
 */
public final class CallerRights {
  private final SpaceRepository spaces;

  public CallerRights(SpaceRepository spaces) {
    this.spaces = spaces;
  }

  public Rights of(Caller caller) {
    return caller.isRootAdmin()
        ? Rights.ofRootAdmin()
        : Rights.of(caller, new SpaceTree(spaces.nodes(caller.accountId())));
  }
}
