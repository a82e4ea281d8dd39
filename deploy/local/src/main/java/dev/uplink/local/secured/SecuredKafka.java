package dev.uplink.local.secured;

import static java.util.stream.Collectors.toMap;

import dev.uplink.local.data.Secrets;
import dev.uplink.local.part.KafkaNode;
import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.access.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * A listener of local Kafka where everybody has to say who they are, and is denied what is not
 * among the {@linkplain Principal#permissions permissions}. Brokers speak to each other on the
 * usual listener, on loopback, as does whoever looks after the installation: it asks for no name,
 * and nobody who has a name here is told of it.
 */
public final class SecuredKafka {
  private static final String NAME = "SECURED";
  private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;

  /** By name: the broker has it, and who only starts the broker has not. */
  private static final String AUTHORIZER =
      "org.apache.kafka.metadata.authorizer.StandardAuthorizer";

  private static final int ITERATIONS = 4_096;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final int port;
  private final BrokerCertificate certificate;
  private final Map<Principal, String> passwords = new EnumMap<>(Principal.class);

  private SecuredKafka(int port, BrokerCertificate certificate) {
    this.port = port;
    this.certificate = certificate;
  }

  /** Certificate and passwords are kept in the folder, which is this one's alone. */
  public static SecuredKafka in(Path folder, int port) {
    BrokerCertificate certificate =
        BrokerCertificate.make(folder, Secrets.password(folder, "store-password"));
    SecuredKafka kafka = new SecuredKafka(port, certificate);
    for (Principal principal : Principal.values()) {
      kafka.passwords.put(principal, Secrets.password(folder, principal.user()));
    }
    return kafka;
  }

  public KafkaNode.Listener listener() {
    return new KafkaNode.Listener(NAME, port, port, SecurityProtocol.SASL_SSL);
  }

  /** Of each node. What no permission allows is denied, also on topics without any. */
  public Map<String, String> brokerProperties() {
    String listener = "listener.name.secured.";
    return Map.of(
        "authorizer.class.name",
        AUTHORIZER,
        "allow.everyone.if.no.acl.found",
        "false",
        "super.users",
        "User:ANONYMOUS",
        listener + "sasl.enabled.mechanisms",
        MECHANISM.mechanismName(),
        listener + "scram-sha-512.sasl.jaas.config",
        ScramLoginModule.class.getName() + " required;",
        listener + "ssl.keystore.type",
        "PKCS12",
        listener + "ssl.keystore.location",
        certificate.store().toString(),
        listener + "ssl.keystore.password",
        certificate.password(),
        listener + "ssl.key.password",
        certificate.password());
  }

  /** Gives everybody a password and permissions; the broker runs by then. */
  public void admitEverybody(String bootstrapServers) {
    List<UserScramCredentialAlteration> users =
        passwords.entrySet().stream()
            .<UserScramCredentialAlteration>map(
                user ->
                    new UserScramCredentialUpsertion(
                        user.getKey().user(),
                        new ScramCredentialInfo(MECHANISM, ITERATIONS),
                        user.getValue()))
            .toList();
    List<AclBinding> permissions =
        Arrays.stream(Principal.values())
            .flatMap(principal -> principal.bindings().stream())
            .toList();
    try (Admin admin = Admin.create(KafkaAccess.open(bootstrapServers).with(Map.of()))) {
      admin.alterUserScramCredentials(users).all().get();
      admin.createAcls(permissions).all().get();
      awaitKnown(admin, permissions);
    } catch (ExecutionException e) {
      throw new StartFailedException("Kafka's users could not be made: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
    }
  }

  /** The controller has them before the broker does, which learns passwords before permissions. */
  private static void awaitKnown(Admin admin, List<AclBinding> permissions)
      throws ExecutionException, InterruptedException {
    while (!admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(permissions)) {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  public KafkaAccess accessOf(Principal principal) {
    return new KafkaAccess(
        "127.0.0.1:" + port,
        Optional.of(
            new KafkaAccess.Login(
                principal.user(),
                passwords.getOrDefault(principal, ""),
                certificate.authorities())));
  }

  /** The same as settings of a service. */
  public Map<String, String> environmentOf(Principal principal) {
    KafkaAccess access = accessOf(principal);
    KafkaAccess.Login login = access.login().orElseThrow();
    return Map.of(
            KafkaSettings.BOOTSTRAP_SERVERS, access.bootstrapServers(),
            KafkaSettings.SECURITY, SecurityProtocol.SASL_SSL.name,
            KafkaSettings.USER, login.user(),
            KafkaSettings.PASSWORD, login.password(),
            KafkaSettings.CA_FILE, login.authorities().toString())
        .entrySet()
        .stream()
        .collect(toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }
}
