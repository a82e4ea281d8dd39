package dev.uplink.local.sandbox;

import java.util.HashMap;
import java.util.Map;

/** Requests as the notifier makes them. */
final class Requests {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private Requests() {}

  static SandboxRequest get(String pathAndQuery) {
    return request("GET", pathAndQuery, "Bearer t", "");
  }

  static SandboxRequest post(String path, String body) {
    return request("POST", path, "Bearer t", body);
  }

  static SandboxRequest request(
      String method, String pathAndQuery, String authorization, String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("accept", "application/json");
    if (!authorization.isEmpty()) {
      headers.put("authorization", authorization);
    }
    if (!method.equals("GET")) {
      headers.put("content-type", "application/json");
    }
    String[] parts = pathAndQuery.split("\\?", 2);
    return new SandboxRequest(method, parts[0], parts.length == 2 ? parts[1] : "", headers, body);
  }
}
