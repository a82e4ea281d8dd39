package dev.uplink.schemas.host;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which hosts are never called, because what an account sets would then be done with what our place
 * in the network may do: this machine, its own wire, metadata services of clouds, and what is no
 * single host. Private networks are not among them: Data Center lives there.
 */
public final class HostGuard {
  private static final Pattern LAST_LABEL_IS_A_NUMBER =
      Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

  /** An IPv4 address without leading zeros, which some read as octal. */
  private static final Pattern FOUR_NUMBERS =
      Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)){3}");

  private static final List<AddressRange> NEVER =
      Stream.of(
              "0.0.0.0/8", // this machine, in as many ways
              "127.0.0.0/8",
              "::1",
              "::",
              "169.254.0.0/16", // the own wire, with most clouds' metadata
              "fe80::/10",
              "fd00:ec2::/32", // metadata that is not on the wire: AWS, Google, Scaleway,
              "fd20:ce::254",
              "fd00:42::42",
              "100.100.100.200", // Alibaba, Azure, Oracle
              "168.63.129.16",
              "192.0.0.0/24",
              "64:ff9b:1::/48", // IPv4 in them, where each network says itself
              "2001::/32",
              "224.0.0.0/4", // many hosts, or none
              "240.0.0.0/4",
              "ff00::/8")
          .map(AddressRange::parse)
          .toList();

  /** IPv6 addresses that a gateway turns into the IPv4 address in them, and where it stands. */
  private static final List<Embedding> EMBEDDINGS =
      List.of(
          new Embedding(AddressRange.parse("::/96"), 12),
          new Embedding(AddressRange.parse("::ffff:0:0:0/96"), 12),
          new Embedding(AddressRange.parse("64:ff9b::/96"), 12),
          new Embedding(AddressRange.parse("2002::/16"), 2));

  private final AllowedHosts allowed;

  private HostGuard(AllowedHosts allowed) {
    this.allowed = allowed;
  }

  public static HostGuard allowing(AllowedHosts allowed) {
    return new HostGuard(allowed);
  }

  /** This machine besides: for installations that are on one. */
  public static HostGuard allowingLoopback(AllowedHosts allowed) {
    return new HostGuard(allowed.and(AllowedHosts.LOOPBACK));
  }

  /**
   * Whether a host is refused already as it is written. Names are not asked for: what one leads to
   * now says nothing about later.
   *
   * @param host as a URL has it: IPv6 addresses in brackets
   */
  public boolean refusesText(String host) {
    String name = name(host);
    if (allowed.allowName(name)) {
      return false;
    }
    return literal(name)
        .map(address -> refuses(name, address))
        .orElse(name.equals("localhost") || name.endsWith(".localhost"));
  }

  /**
   * Whether a connection is refused.
   *
   * @param host as it was asked for
   * @param address what that led to
   */
  public boolean refuses(String host, InetAddress address) {
    return !allowed.allowName(name(host))
        && !allowed.allowAddress(address)
        && (in(NEVER, address) || embedsARefusedOne(address));
  }

  /**
   * Whether a host's last part is a number, as {@code 2130706433}, {@code 0x7f.1} or {@code
   * 127.0.0.01}: then it is an address to some programs, and no name to any.
   */
  public static boolean endsInNumber(String host) {
    return LAST_LABEL_IS_A_NUMBER.matcher(host).matches();
  }

  /** Whether it is an address, in the one way that everybody reads alike. */
  public static boolean isAddress(String host) {
    String name = name(host);
    return literal(name).isPresent()
        && (name.contains(":") || FOUR_NUMBERS.matcher(name).matches());
  }

  /** Throws {@link IllegalArgumentException} for what is no address, or not to everybody. */
  static InetAddress address(String text) {
    if (!isAddress(text)) {
      throw new IllegalArgumentException(text + " is no address");
    }
    return InetAddress.ofLiteral(text);
  }

  private boolean embedsARefusedOne(InetAddress address) {
    return EMBEDDINGS.stream()
        .filter(embedding -> embedding.range().contains(address))
        .map(embedding -> embedding.of(address))
        .anyMatch(inner -> in(NEVER, inner) && !allowed.allowAddress(inner));
  }

  private static boolean in(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** The host without brackets, scope and the dot at the end. */
  private static String name(String host) {
    return host.toLowerCase(Locale.ROOT)
        .replaceAll("^\\[|]$", "")
        .replaceAll("%.*$", "")
        .replaceAll("\\.$", "");
  }

  private static Optional<InetAddress> literal(String name) {
    try {
      return Optional.of(InetAddress.ofLiteral(name));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /**
   * @param at the byte at which the IPv4 address begins
   */
  private record Embedding(AddressRange range, int at) {
    InetAddress of(InetAddress address) {
      byte[] bytes = ((Inet6Address) address).getAddress();
      try {
        return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
