package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Text;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a request says Bitbucket is reached. Credentials come whole or not at all: half of a pair
 * could not be checked against a stored half that nobody here can read.
 *
 * @param credentials empty when an edit keeps the ones there are
 */
record AccessRequest(Access access, Optional<Credentials> credentials) {
  private static final String EXPIRY = "apiTokenExpiresAt";

  static AccessRequest toCreate(Provider provider, Fields fields, HostRules hosts) {
    AccessRequest request = toEdit(provider, Access.NONE, fields, hosts);
    if (request.credentials().isEmpty()) {
      throw missing(
          switch (provider) {
            case BITBUCKET_CLOUD -> "apiToken";
            case BITBUCKET_DATACENTER -> "accessToken";
          });
    }
    return request;
  }

  /** What is left out stays as it is. */
  static AccessRequest toEdit(Provider provider, Access before, Fields fields, HostRules hosts) {
    return switch (provider) {
      case BITBUCKET_CLOUD -> cloud(before, fields);
      case BITBUCKET_DATACENTER -> dataCenter(before, fields, hosts);
    };
  }

  private static AccessRequest cloud(Access before, Fields fields) {
    refuse(fields, "apiHost", "userFacingHost", "accessToken");
    String email = fields.optionalText("email", Text.CREDENTIAL);
    String apiToken = fields.optionalText("apiToken", Text.CREDENTIAL);
    String username = fields.optionalText("username", Text.CREDENTIAL);
    String appPassword = fields.optionalText("appPassword", Text.CREDENTIAL);
    boolean token = email != null || apiToken != null;
    boolean password = username != null || appPassword != null;
    if (token && password) {
      throw Refused.field(
          ProblemCode.CREDENTIALS_MISMATCH,
          "username",
          "Either email and apiToken, or username and appPassword.");
    }
    if (token && needsCredentials(email, before.email(), "apiToken", apiToken)) {
      var credentials =
          new Credentials.ApiToken(
              email == null ? require("email", before.email()) : email,
              require("apiToken", apiToken));
      return new AccessRequest(
          new Access(null, null, credentials.email(), null, expiry(fields)),
          Optional.of(credentials));
    }
    if (password && needsCredentials(username, before.username(), "appPassword", appPassword)) {
      var credentials =
          new Credentials.AppPassword(
              username == null ? require("username", before.username()) : username,
              require("appPassword", appPassword));
      return new AccessRequest(
          new Access(null, null, null, credentials.username(), expiry(fields)),
          Optional.of(credentials));
    }
    return new AccessRequest(
        new Access(null, null, before.email(), before.username(), keptExpiry(before, fields)),
        Optional.empty());
  }

  /** Unless it only says again whose the kept secret is. */
  private static boolean needsCredentials(
      @Nullable String user,
      @Nullable String userBefore,
      String secretField,
      @Nullable String secret) {
    if (secret != null) {
      return true;
    }
    if (user != null && user.equals(userBefore)) {
      return false;
    }
    throw missing(secretField);
  }

  private static AccessRequest dataCenter(Access before, Fields fields, HostRules hosts) {
    refuse(fields, "email", "apiToken", "appPassword");
    String apiHost = fields.optionalText("apiHost", Text.HOST);
    String userFacingHost = fields.optionalText("userFacingHost", Text.HOST);
    String username = fields.optionalText("username", Text.CREDENTIAL);
    String accessToken = fields.optionalText("accessToken", Text.CREDENTIAL);
    Access access =
        new Access(
            apiHost == null ? require("apiHost", before.apiHost()) : hosts.apiHost(apiHost),
            userFacingHost == null
                ? require("userFacingHost", before.userFacingHost())
                : hosts.userFacingHost(userFacingHost),
            null,
            username == null ? require("username", before.username()) : username,
            accessToken == null ? keptExpiry(before, fields) : expiry(fields));
    // A kept token goes only where it went before: else whoever may edit could have it sent to
    // them.
    boolean samePlace = Objects.equals(access.apiHost(), before.apiHost());
    boolean sameUser = Objects.equals(access.username(), before.username());
    if (accessToken == null && samePlace && sameUser) {
      return new AccessRequest(access, Optional.empty());
    }
    return new AccessRequest(
        access,
        Optional.of(
            new Credentials.AccessToken(
                require("username", access.username()), require("accessToken", accessToken))));
  }

  /** Of new credentials: what was said of the old ones does not hold for them. */
  private static @Nullable Instant expiry(Fields fields) {
    return fields.optionalInstant(EXPIRY);
  }

  private static @Nullable Instant keptExpiry(Access before, Fields fields) {
    return fields.has(EXPIRY) ? fields.optionalInstant(EXPIRY) : before.apiTokenExpiresAt();
  }

  private static void refuse(Fields fields, String... names) {
    for (String name : names) {
      if (fields.has(name)) {
        throw Refused.field(
            ProblemCode.CREDENTIALS_MISMATCH, name, name + " belongs to the other product.");
      }
    }
  }

  private static String require(String name, @Nullable String value) {
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  private static Refused missing(String name) {
    return Refused.field(ProblemCode.FIELD_MISSING, name, name + " is required.");
  }
}
