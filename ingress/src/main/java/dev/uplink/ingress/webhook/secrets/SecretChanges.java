package dev.uplink.ingress.webhook.secrets;

/** What the cache is told by the one who listens to the database. Called by one thread. */
public interface SecretChanges {
  /** From now on every change will be heard; those until now may have been missed. */
  void listening();

  /** The connection was alive just now, and every change until now has been told. */
  void heard();

  /** The secrets of this address are no longer what they were. */
  void changed(String address);

  /** Changes may be missed from now on. */
  void lost();
}
