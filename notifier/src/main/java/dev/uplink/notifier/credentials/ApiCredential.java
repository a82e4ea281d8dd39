package dev.uplink.notifier.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** With what an integration speaks to Bitbucket. None of them ever shows its secret. */
public sealed interface ApiCredential {
  /** Value of the Authorization header. */
  String authorization();

  /** Cloud: an Atlassian API token, used with its owner's e-mail. */
  record ApiToken(String email, String apiToken) implements ApiCredential {
    @Override
    public String authorization() {
      return basic(email, apiToken);
    }

    @Override
    public String toString() {
      return "ApiToken";
    }
  }

  /** Cloud: the pair that API tokens took the place of. */
  record AppPassword(String username, String appPassword) implements ApiCredential {
    @Override
    public String authorization() {
      return basic(username, appPassword);
    }

    @Override
    public String toString() {
      return "AppPassword";
    }
  }

  /** Data Center: an HTTP access token. Project and repository tokens work as Bearer only. */
  record AccessToken(String username, String accessToken) implements ApiCredential {
    @Override
    public String authorization() {
      return "Bearer " + accessToken;
    }

    @Override
    public String toString() {
      return "AccessToken";
    }
  }

  private static String basic(String user, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
  }
}
