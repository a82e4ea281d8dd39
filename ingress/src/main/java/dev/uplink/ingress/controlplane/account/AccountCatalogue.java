package dev.uplink.ingress.controlplane.account;

/**
 * Where others learn what has become of an account. To be told in the transaction of the change:
 * what is told reaches them if, and only if, that commits.
 */
public interface AccountCatalogue {
  void changed(Account account);
}
