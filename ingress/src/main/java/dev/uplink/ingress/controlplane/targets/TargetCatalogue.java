package dev.uplink.ingress.controlplane.targets;

/**
 * Where others learn what has become of a stack or module. To be told in the transaction of the
 * change: what is told reaches them if, and only if, that commits.
 */
public interface TargetCatalogue {
  void changed(Target target);

  void deleted(Target target);
}
