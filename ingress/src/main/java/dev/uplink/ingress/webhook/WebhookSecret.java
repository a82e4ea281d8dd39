package dev.uplink.ingress.webhook;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One secret that Bitbucket may sign with. Shows its id, never itself. */
public final class WebhookSecret {
  private static final String HMAC_SHA256 = "HmacSHA256";

  /** Keyed anew for each use: a keyed one of each secret would take ten times its memory. */
  private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(WebhookSecret::mac);

  private final String id;
  private final SecretKeySpec key;
  private final Instant acceptedUntil;

  /** The secret's UTF-8 bytes. Throws {@link IllegalArgumentException} for an empty one. */
  public WebhookSecret(String id, byte[] secret) {
    this(id, secret, Instant.MAX);
  }

  /** One that has been replaced, and that senders may still use until they know the other. */
  public WebhookSecret(String id, byte[] secret, Instant acceptedUntil) {
    this.id = id;
    this.key = new SecretKeySpec(secret, HMAC_SHA256);
    this.acceptedUntil = acceptedUntil;
  }

  public String id() {
    return id;
  }

  boolean isAcceptedAt(Instant time) {
    return time.isBefore(acceptedUntil);
  }

  byte[] hmacSha256(byte[] body) {
    Mac mac = MAC.get();
    try {
      mac.init(key);
      return mac.doFinal(body);
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException("any bytes are a key of HMAC-SHA256", impossible);
    }
  }

  private static Mac mac() {
    try {
      return Mac.getInstance(HMAC_SHA256);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has HMAC-SHA256", impossible);
    }
  }

  @Override
  public String toString() {
    return "WebhookSecret[" + id + "]";
  }
}
