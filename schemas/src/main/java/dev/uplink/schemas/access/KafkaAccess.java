package dev.uplink.schemas.access;

import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * How every client of one service gets to Kafka: whatever it is for, its configuration begins with
 * this. A client that was forgotten would come without a name, and a broker that denies everything
 * by default would not let it in.
 *
 * @param bootstrapServers {@code host:port,host:port}
 * @param login empty where everybody may come in and nothing is encrypted
 */
public record KafkaAccess(String bootstrapServers, Optional<Login> login) {
  private static final String MECHANISM = "SCRAM-SHA-512";

  /**
   * A login by SCRAM inside TLS.
   *
   * @param authorities PEM file with the certificates one of which must have signed the broker's
   */
  public record Login(String user, String password, Path authorities) {
    /** Never the password: records are written to logs without a thought. */
    @Override
    public String toString() {
      return "Login[" + user + ", trusting " + authorities + "]";
    }
  }

  /** Access to brokers that ask nobody who it is: local mode, tests. */
  public static KafkaAccess open(String bootstrapServers) {
    return new KafkaAccess(bootstrapServers, Optional.empty());
  }

  /** Throws {@link SettingsException} when what belongs together is not there together. */
  public static KafkaAccess from(Settings settings) {
    return from(settings, settings.get(KafkaSettings.BOOTSTRAP_SERVERS));
  }

  /** The same for programs that know the brokers without being told. */
  public static KafkaAccess from(Settings settings, String bootstrapServers) {
    return new KafkaAccess(bootstrapServers, login(settings));
  }

  /** The settings of a client: its own, and those that get it to Kafka. */
  public Map<String, Object> with(Map<String, ?> own) {
    Map<String, Object> config = new HashMap<>(own);
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    login.ifPresent(known -> config.putAll(security(known)));
    return config;
  }

  private static Map<String, Object> security(Login login) {
    return Map.of(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        SecurityProtocol.SASL_SSL.name,
        SaslConfigs.SASL_MECHANISM,
        MECHANISM,
        SaslConfigs.SASL_JAAS_CONFIG,
        "%s required username=\"%s\" password=\"%s\";"
            .formatted(
                ScramLoginModule.class.getName(), quoted(login.user()), quoted(login.password())),
        SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
        "PEM",
        SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
        login.authorities().toString());
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static Optional<Login> login(Settings settings) {
    String user = settings.get(KafkaSettings.USER);
    String password = settings.get(KafkaSettings.PASSWORD);
    String authorities = settings.get(KafkaSettings.CA_FILE);
    List<String> missing = new ArrayList<>();
    boolean secured = settings.get(KafkaSettings.SECURITY) == SecurityProtocol.SASL_SSL;
    check(secured, KafkaSettings.USER.name(), user, missing);
    check(secured, KafkaSettings.PASSWORD.name(), password, missing);
    check(secured, KafkaSettings.CA_FILE.name(), authorities, missing);
    if (!authorities.isEmpty() && !Files.isReadable(Path.of(authorities))) {
      missing.add(KafkaSettings.CA_FILE.name() + " is '" + authorities + "': no readable file");
    }
    if (!missing.isEmpty()) {
      throw new SettingsException(missing);
    }
    return secured
        ? Optional.of(new Login(user, password, Path.of(authorities)))
        : Optional.empty();
  }

  /** A password beside PLAINTEXT is a service that was meant to log in, and does not. */
  private static void check(boolean wanted, String name, String value, List<String> problems) {
    if (wanted && value.isEmpty()) {
      problems.add(name + " is missing: SASL_SSL needs it");
    } else if (!wanted && !value.isEmpty()) {
      problems.add(name + " is set, but UPLINK_KAFKA_SECURITY is PLAINTEXT: it would not be used");
    }
  }
}
