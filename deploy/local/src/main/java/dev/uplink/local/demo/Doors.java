package dev.uplink.local.demo;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import java.net.URI;

/**
 * Where the demo may go in: the same doors as anyone else's.
 *
 * @param scheduled whether a scheduler runs; without one every run stays queued
 */
public record Doors(
    URI api,
    URI sandbox,
    KafkaAccess kafka,
    AvroSerdes serdes,
    String adminToken,
    boolean scheduled) {

  /** What stands for a Data Center host: a context path, as many real ones have. */
  URI dataCenter() {
    return URI.create(sandbox + "/bitbucket");
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "Doors[api=" + api + "]";
  }
}
