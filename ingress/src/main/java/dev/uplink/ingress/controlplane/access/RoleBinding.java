package dev.uplink.ingress.controlplane.access;

import java.util.List;

/** A role that was given in one Space. What follows from it in others, the tree says. */
public record RoleBinding(String spaceId, Role role) {
  private static final String ROOT = "root";
  private static final String SEPARATOR = "=";

  /** All of the account. */
  public static final RoleBinding ROOT_ADMIN = new RoleBinding(ROOT, Role.ADMIN);

  /** The opposite of {@link #toString}. */
  public static RoleBinding parse(String text) {
    String[] parts = text.split(SEPARATOR, 2);
    return new RoleBinding(parts[0], Role.valueOf(parts[1]));
  }

  public static List<RoleBinding> parseAll(List<String> texts) {
    return texts.stream().map(RoleBinding::parse).toList();
  }

  /** As it is stored. */
  @Override
  public String toString() {
    return spaceId + SEPARATOR + role;
  }
}
