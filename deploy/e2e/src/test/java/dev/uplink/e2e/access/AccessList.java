package dev.uplink.e2e.access;

import static org.awaitility.Awaitility.await;

import dev.uplink.local.LocalUplink;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.Permission;
import dev.uplink.schemas.access.Principal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** A running broker's users and permissions, which change under whoever is at work there. */
public final class AccessList implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Admin admin;

  private AccessList(Admin admin) {
    this.admin = admin;
  }

  /** By the listener that asks for no name. */
  public static AccessList of(LocalUplink uplink) {
    return new AccessList(
        Admin.create(KafkaAccess.open(uplink.endpoints().kafka()).with(Map.of())));
  }

  /** A permission that is given back. */
  public interface Taken extends AutoCloseable {
    @Override
    void close();
  }

  /** Takes one away until it is closed; the broker knows of either when this returns. */
  public Taken take(String user, Permission permission) {
    AclBinding binding = permission.binding(user);
    done(admin.deleteAcls(List.of(binding.toFilter())).all());
    await(user + " to be without " + permission)
        .atMost(PATIENCE)
        .until(() -> !known().contains(binding));
    return () -> give(List.of(binding));
  }

  /**
   * Lets somebody in who has all that a principal has, so that something can be taken away and no
   * service has to go without.
   */
  public StandIn standIn(Principal principal, KafkaAccess access) {
    KafkaAccess.Login login = access.login().orElseThrow();
    StandIn standIn = StandIn.of(principal, access.bootstrapServers(), login.authorities());
    done(
        admin
            .alterUserScramCredentials(
                List.of(
                    new UserScramCredentialUpsertion(
                        standIn.user(),
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096),
                        standIn.login().password())))
            .all());
    give(standIn.bindings());
    return standIn;
  }

  public void dismiss(StandIn standIn) {
    done(admin.deleteAcls(standIn.bindings().stream().map(AclBinding::toFilter).toList()).all());
    done(
        admin
            .alterUserScramCredentials(
                List.of(
                    new UserScramCredentialDeletion(standIn.user(), ScramMechanism.SCRAM_SHA_512)))
            .all());
  }

  /** The broker learns passwords before permissions that were given after them. */
  private void give(Collection<AclBinding> bindings) {
    done(admin.createAcls(bindings).all());
    await("the broker to know of what was given")
        .atMost(PATIENCE)
        .until(() -> known().containsAll(bindings));
  }

  private Collection<AclBinding> known() {
    return done(admin.describeAcls(AclBindingFilter.ANY).values());
  }

  private static <T> T done(KafkaFuture<T> step) {
    try {
      return step.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
