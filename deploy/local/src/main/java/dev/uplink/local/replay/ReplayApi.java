package dev.uplink.local.replay;

import com.fasterxml.jackson.databind.JsonNode;

/** The control plane's API, as far as it is used here. */
interface ReplayApi {
  /** The body is a JSON null where there is none. */
  record Answer(int status, JsonNode body) {}

  /**
   * Asks for a delivery's bytes to be put through again.
   *
   * @throws CannotReplayException if nobody answered
   */
  Answer replay(String deliveryId, String idempotencyKey);
}
