package dev.uplink.local.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Whether a request has credentials of a kind; of which, does not matter here. */
final class Authorization {
  private Authorization() {}

  static boolean isBearer(SandboxRequest request) {
    return request
        .authorization()
        .filter(value -> value.matches("Bearer [A-Za-z0-9\\-._~+/]+=*"))
        .isPresent();
  }

  /** A name and a secret, neither of them empty. */
  static boolean isBasic(SandboxRequest request) {
    return request
        .authorization()
        .filter(value -> value.startsWith("Basic "))
        .filter(value -> isPair(value.substring("Basic ".length())))
        .isPresent();
  }

  private static boolean isPair(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8)
          .matches("[^:]+:.+");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
