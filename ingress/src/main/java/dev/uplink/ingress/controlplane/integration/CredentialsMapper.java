package dev.uplink.ingress.controlplane.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Credentials as the JSON that is sealed for the notifier. */
final class CredentialsMapper {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CredentialsMapper() {}

  static byte[] toJson(Credentials credentials) {
    Map<String, String> fields =
        switch (credentials) {
          case Credentials.ApiToken c ->
              Map.of("kind", "API_TOKEN", "email", c.email(), "apiToken", c.apiToken());
          case Credentials.AppPassword c ->
              Map.of(
                  "kind", "APP_PASSWORD", "username", c.username(), "appPassword", c.appPassword());
          case Credentials.AccessToken c ->
              Map.of(
                  "kind", "ACCESS_TOKEN", "username", c.username(), "accessToken", c.accessToken());
        };
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      // Without the cause: its message could quote what it could not write.
      throw new IllegalStateException("credentials could not be written as JSON");
    }
  }
}
