package dev.uplink.ingress.controlplane.space;

/**
 * Where others learn what has become of a Space. To be told in the transaction of the change: what
 * is told reaches them if, and only if, that commits.
 */
public interface SpaceCatalogue {
  void changed(Space space);

  void deleted(Space space);
}
