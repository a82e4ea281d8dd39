package dev.uplink.e2e;

/** A repository that no other test has. */
public record Repository(String namespace, String name) {
  /** A workspace's on Cloud. */
  public static Repository onCloud() {
    return new Repository("acme", World.unique("infra"));
  }

  /** A project's on Data Center, whose keys are in upper case. */
  public static Repository onDataCenter() {
    return new Repository("PLAT", World.unique("infra"));
  }
}
