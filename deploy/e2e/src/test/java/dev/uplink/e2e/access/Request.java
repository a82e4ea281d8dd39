package dev.uplink.e2e.access;

import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Something that a user asked an authorizer for.
 *
 * @param name of the one thing it is about, in full
 */
public record Request(String user, AclOperation operation, ResourceType type, String name) {
  @Override
  public String toString() {
    return "%s: %s %s %s".formatted(user, operation, type.name().toLowerCase(Locale.ROOT), name);
  }
}
