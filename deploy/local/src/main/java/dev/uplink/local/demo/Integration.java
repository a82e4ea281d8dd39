package dev.uplink.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** What Bitbucket is told when a webhook is set up there. */
record Integration(String id, String slug, URI webhookEndpoint, String webhookSecret) {

  static Integration of(JsonNode details) {
    return new Integration(
        details.path("id").asText(),
        details.path("slug").asText(),
        URI.create(details.path("webhookEndpoint").asText()),
        details.path("webhookSecret").asText());
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return slug;
  }
}
