package dev.uplink.schemas.access;

import java.util.Comparator;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One thing that a principal may do at Kafka, from any host. Reading and writing let it describe as
 * well, as Kafka has it; so that is never listed beside them.
 *
 * @param on what, by its whole name or by how its name begins
 */
public record Permission(ResourcePattern on, AclOperation operation)
    implements Comparable<Permission> {
  private static final Comparator<Permission> ORDER =
      Comparator.comparing((Permission permission) -> permission.on().resourceType())
          .thenComparing(permission -> permission.on().name())
          .thenComparing(permission -> permission.on().patternType())
          .thenComparing(Permission::operation);

  static Permission on(ResourceType type, String name, AclOperation operation) {
    return new Permission(new ResourcePattern(type, name, PatternType.LITERAL), operation);
  }

  static Permission under(ResourceType type, String prefix, AclOperation operation) {
    return new Permission(new ResourcePattern(type, prefix, PatternType.PREFIXED), operation);
  }

  /** The permission as Kafka's authorizer takes it. */
  public AclBinding binding(String user) {
    return new AclBinding(
        on, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  /**
   * What people read: {@code READ topic uplink.decisions}, with an asterisk after how a name
   * begins.
   */
  @Override
  public String toString() {
    return "%s %s %s%s"
        .formatted(
            operation,
            on.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            on.name(),
            on.patternType() == PatternType.PREFIXED ? "*" : "");
  }

  @Override
  public int compareTo(Permission other) {
    return ORDER.compare(this, other);
  }
}
