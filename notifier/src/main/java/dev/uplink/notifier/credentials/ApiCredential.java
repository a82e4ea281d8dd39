package dev.uplink.notifier.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** With what an integration speaks to Bitbucket. None of them ever shows its secret. */
public sealed interface ApiCredential {
  /** Value of the Authorization header. */
  String authorization();

  /** Whose it is: Bitbucket counts all requests of one user together. */
  String user();

  /** Cloud: an Atlassian API token, used with its owner's e-mail. */
  record ApiToken(String email, String apiToken) implements ApiCredential {
    @Override
    public String authorization() {
      return basic(email, apiToken);
    }

    @Override
    public String user() {
      return email;
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
    public String user() {
      return username;
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

    /** A token of a project has no user but itself. */
    @Override
    public String user() {
      return username.isBlank() ? accessToken : username;
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
