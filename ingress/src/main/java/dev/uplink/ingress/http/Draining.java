package dev.uplink.ingress.http;

/**
 * The last moments of an ingress that was told to end: every request is answered still, but each
 * answer closes its connection and readiness says no, so that senders and proxies go elsewhere of
 * their own accord. Bitbucket sends nothing twice: a request that meets a closed connection is
 * lost.
 */
public final class Draining {
  private volatile boolean begun;

  /** Draining begins; there is no way back. */
  public void begin() {
    begun = true;
  }

  public boolean hasBegun() {
    return begun;
  }
}
