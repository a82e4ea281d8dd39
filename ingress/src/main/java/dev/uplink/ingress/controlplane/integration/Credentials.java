package dev.uplink.ingress.controlplane.integration;

/** What Bitbucket accepts as proof. The secret part is sealed at once and never read back here. */
sealed interface Credentials {
  /** Cloud. */
  record ApiToken(String email, String apiToken) implements Credentials {
    @Override
    public String toString() {
      return "ApiToken[" + email + "]";
    }
  }

  /** Cloud, deprecated by Atlassian. */
  record AppPassword(String username, String appPassword) implements Credentials {
    @Override
    public String toString() {
      return "AppPassword[" + username + "]";
    }
  }

  /** Data Center. */
  record AccessToken(String username, String accessToken) implements Credentials {
    @Override
    public String toString() {
      return "AccessToken[" + username + "]";
    }
  }
}
