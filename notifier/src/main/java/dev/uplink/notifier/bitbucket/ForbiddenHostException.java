package dev.uplink.notifier.bitbucket;

/** A host that must not be called. */
public final class ForbiddenHostException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ForbiddenHostException(String host) {
    super(host + " is this machine, on its own wire or a metadata service (UPLINK_ALLOWED_HOSTS)");
  }
}
