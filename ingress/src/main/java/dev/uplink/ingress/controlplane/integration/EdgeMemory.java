package dev.uplink.ingress.controlplane.integration;

/**
 * What this process's webhook edge remembers of integrations' secrets. Other processes' edges hear
 * from the database that they changed, a moment later; whoever was answered here may count on here.
 */
@FunctionalInterface
public interface EdgeMemory {
  /** Of this one it does not hold any more. To be called in the transaction of the change. */
  void forget(Integration integration);
}
