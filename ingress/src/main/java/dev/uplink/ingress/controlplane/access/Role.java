package dev.uplink.ingress.controlplane.access;

/** What somebody may do in a Space; each includes those before it. */
public enum Role {
  /** Sees what is there. */
  READER,
  /** Starts runs. */
  WRITER,
  /** Creates, changes and deletes what is there, and sees webhook secrets. */
  ADMIN;

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
