package dev.uplink.notifier.bitbucket;

/** Why a call of Bitbucket did not give what was asked for. */
public enum Fault {
  /** 401: nobody is known by these credentials. */
  UNAUTHORIZED,
  /** The credentials are good, but not for this: 403, or Data Center's 401 for a permission. */
  FORBIDDEN,
  /** 403 for want of a scope, which the credentials lack wherever they are used. */
  SCOPE_MISSING,
  /** 404: it is not there, or not shown to these credentials. */
  NOT_FOUND,
  /** 429. */
  RATE_LIMITED,
  TIMED_OUT,
  HOST_UNKNOWN,
  /** The host's certificate is not trusted here, or no common way to encrypt was found. */
  TLS_FAILED,
  /** Nobody answers at the address. */
  UNREACHABLE,
  /** Not asked: the host did not answer others lately. Nothing new is known of it. */
  HOST_RESTS,
  /** The address must not be called from here, or is no http(s) URL. */
  HOST_NOT_ALLOWED,
  /** An answer that is not Bitbucket's, or says that Bitbucket failed. */
  BITBUCKET_FAILED,
  CREDENTIALS_MISSING,
  /** Sealed with another key than the notifier's. */
  CREDENTIALS_UNREADABLE,
  /** The notifier knows no such integration: deleted, or so new that it has not heard of it. */
  INTEGRATION_UNKNOWN,
  /** Nothing is known of Bitbucket: the credentials could not be read, or a bug of ours. */
  NOTIFIER_FAILED;

  /** Whether the credentials are good, but not for what was asked. */
  public boolean isForbidden() {
    return this == FORBIDDEN || this == SCOPE_MISSING;
  }
}
