package dev.uplink.local.explain;

import com.fasterxml.jackson.databind.JsonNode;

/** The control plane's API, as far as it is read here. */
interface ControlPlane {
  /** The body is a JSON null where there is none. */
  record Answer(int status, JsonNode body) {}

  /**
   * @param path below {@code /api/v1}
   * @throws CannotAskException if nobody answered
   */
  Answer get(String path);
}
