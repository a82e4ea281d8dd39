package dev.uplink.notifier.topology;

import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Names of pages that nobody can guess: 128 random bits, in hex digits. */
public final class PageIds implements Supplier<String> {
  private static final int BYTES = 16;

  private final RandomGenerator random;

  /**
   * @param random a cryptographic one: whoever can guess a name may read the page
   */
  public PageIds(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String get() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
