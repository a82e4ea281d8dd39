package dev.uplink.e2e.access;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.Principal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.acl.AclBinding;

/** A user of its own with a principal's permissions. */
public record StandIn(Principal principal, String bootstrapServers, KafkaAccess.Login login) {

  static StandIn of(Principal principal, String bootstrapServers, Path authorities) {
    return new StandIn(
        principal,
        bootstrapServers,
        new KafkaAccess.Login(
            principal.user() + "-stand-in", UUID.randomUUID().toString(), authorities));
  }

  public String user() {
    return login.user();
  }

  public KafkaAccess access() {
    return new KafkaAccess(bootstrapServers, Optional.of(login));
  }

  List<AclBinding> bindings() {
    return principal.permissions().stream().map(permission -> permission.binding(user())).toList();
  }
}
