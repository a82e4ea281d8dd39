package dev.uplink.schemas.host;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * All addresses that begin with the same bits.
 *
 * @param first one of them; Java makes an IPv4 address of an IPv4-mapped IPv6 one
 * @param prefix how many bits they share
 */
public record AddressRange(InetAddress first, int prefix) {
  public AddressRange {
    if (prefix < 0 || prefix > bits(first)) {
      throw new IllegalArgumentException("expected a prefix of 0 to " + bits(first) + " bits");
    }
  }

  /**
   * {@code 10.0.0.0/8}, {@code fd00::/8}, or one address.
   *
   * @throws IllegalArgumentException if it is neither, or has bits set behind the prefix
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress first = HostGuard.address(slash < 0 ? text : text.substring(0, slash));
    AddressRange range =
        new AddressRange(
            first, slash < 0 ? bits(first) : Integer.parseInt(text.substring(slash + 1)));
    // 10.1.2.3/8 may mean one host or sixteen million: whoever wrote it has to say.
    if (number(first).getLowestSetBit() >= 0
        && number(first).getLowestSetBit() < bits(first) - range.prefix()) {
      throw new IllegalArgumentException(text + " has bits set behind its prefix");
    }
    return range;
  }

  public boolean contains(InetAddress address) {
    int shared = bits(first) - prefix;
    return bits(address) == bits(first)
        && number(address).shiftRight(shared).equals(number(first).shiftRight(shared));
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
