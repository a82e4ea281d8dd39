package dev.uplink.local.demo;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Commits that nobody has pushed before, so that a demo on kept data starts new runs. */
final class Commits {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Commits() {}

  static String random() {
    byte[] bytes = new byte[20];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
