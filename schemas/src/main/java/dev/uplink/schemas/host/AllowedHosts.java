package dev.uplink.schemas.host;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The exceptions an installation makes: hosts that may be called although they would be refused.
 * Whatever is not refused anyway needs no entry.
 *
 * @param names in lower case, without a dot at the end
 * @param suffixes what names may end in, each with its leading dot
 * @param ranges addresses, whichever name leads there
 */
public record AllowedHosts(Set<String> names, Set<String> suffixes, List<AddressRange> ranges) {
  private static final Pattern NAME =
      Pattern.compile("[0-9a-z_]([0-9a-z_-]*[0-9a-z_])?(\\.[0-9a-z_]([0-9a-z_-]*[0-9a-z_])?)*");

  public static final AllowedHosts NONE = new AllowedHosts(Set.of(), Set.of(), List.of());

  /** What one machine calls itself. */
  static final AllowedHosts LOOPBACK = parse("localhost,*.localhost,127.0.0.0/8,::1,0.0.0.0/8,::");

  public AllowedHosts {
    names = Set.copyOf(names);
    suffixes = Set.copyOf(suffixes);
    ranges = List.copyOf(ranges);
  }

  /**
   * Entries separated by commas: a host's name, {@code *.suffix} for all names below it, an
   * address, or a range of addresses as {@code 169.254.0.0/16}.
   *
   * @throws IllegalArgumentException for an entry that is none of these
   */
  public static AllowedHosts parse(String text) {
    Set<String> names = new HashSet<>();
    Set<String> suffixes = new HashSet<>();
    List<AddressRange> ranges =
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .flatMap(entry -> read(entry, names, suffixes))
            .toList();
    return new AllowedHosts(names, suffixes, ranges);
  }

  AllowedHosts and(AllowedHosts others) {
    return new AllowedHosts(
        union(names, others.names),
        union(suffixes, others.suffixes),
        Stream.concat(ranges.stream(), others.ranges.stream()).toList());
  }

  /** Wherever it leads: who lists a name trusts whoever answers for it. */
  boolean allowName(String name) {
    return names.contains(name) || suffixes.stream().anyMatch(name::endsWith);
  }

  boolean allowAddress(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static Stream<AddressRange> read(String entry, Set<String> names, Set<String> suffixes) {
    String name = entry.toLowerCase(Locale.ROOT);
    boolean below = name.startsWith("*.");
    String itself = below ? name.substring(2) : name;
    if (!HostGuard.endsInNumber(itself) && NAME.matcher(itself).matches()) {
      if (below) {
        suffixes.add("." + itself);
      } else {
        names.add(itself);
      }
      return Stream.empty();
    }
    try {
      return Stream.of(AddressRange.parse(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected hosts, *.suffixes, addresses or ranges as 10.0.0.0/8, not " + entry, e);
    }
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }
}
