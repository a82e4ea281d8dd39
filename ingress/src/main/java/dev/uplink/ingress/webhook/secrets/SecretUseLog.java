package dev.uplink.ingress.webhook.secrets;

import java.time.Instant;
import java.util.Map;

/** Where the uses of secrets are kept. Blocks. */
public interface SecretUseLog {
  /**
   * Writes when each secret was last used, by its id. Those that are gone are left out.
   *
   * @throws SecretsUnavailableException if nothing could be written
   */
  void write(Map<String, Instant> uses);
}
