package dev.uplink.schemas.surroundings;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaSettings;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Why Kafka cannot be used, in words that say what to do. Never the password. */
public final class KafkaTrouble {
  private KafkaTrouble() {}

  public static String where(KafkaAccess access) {
    return "Kafka at %s (%s)"
        .formatted(access.bootstrapServers(), KafkaSettings.BOOTSTRAP_SERVERS.name());
  }

  /** The same words for the same reason, whenever it is met. */
  public static String words(Throwable failure, KafkaAccess access) {
    Optional<TlsTrouble> tls = TlsTrouble.in(failure);
    if (tls.isPresent()) {
      return tls.get().words() + trusted(tls.get(), access);
    }
    String said = String.valueOf(failure.getMessage());
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SaslAuthenticationException) {
        return "the login of %s is refused: see %s and %s, and whether there is such a user"
            .formatted(user(access), KafkaSettings.USER.name(), KafkaSettings.PASSWORD.name());
      }
      if (cause instanceof AuthorizationException) {
        return "%s may not do that (%s): schemas/docs/permissions.md says what it must be allowed"
            .formatted(user(access), cause.getMessage());
      }
      if (cause instanceof InvalidConfigurationException && access.login().isPresent()) {
        return "%s, %s, is no PEM file of certificates"
            .formatted(KafkaSettings.CA_FILE.name(), access.login().orElseThrow().authorities());
      }
      if (cause instanceof TimeoutException
          || cause instanceof java.util.concurrent.TimeoutException) {
        return "no broker answers there; does one run, and does it expect %s (%s)?"
            .formatted(
                access.login().isPresent() ? "SASL_SSL" : "PLAINTEXT",
                KafkaSettings.SECURITY.name());
      }
      said = Objects.requireNonNullElse(cause.getMessage(), said);
    }
    return said;
  }

  private static String trusted(TlsTrouble trouble, KafkaAccess access) {
    return trouble.kind() == TlsTrouble.Kind.UNTRUSTED
        ? access
            .login()
            .map(
                login ->
                    ": is %s, %s, of the authority that signed it?"
                        .formatted(KafkaSettings.CA_FILE.name(), login.authorities()))
            .orElse("")
        : "";
  }

  private static String user(KafkaAccess access) {
    return access.login().map(login -> "'" + login.user() + "'").orElse("an unknown user");
  }
}
