package dev.uplink.notifier.bitbucket;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a redirect leads, if that is the same host. */
final class Redirect {
  private Redirect() {}

  /**
   * @param wanted parameters, added if the new address does not have them
   */
  static String of(String from, String location, Map<String, String> wanted)
      throws CallFailedException {
    URI old = URI.create(from);
    URI to;
    try {
      to = old.resolve(location);
    } catch (IllegalArgumentException e) {
      throw elsewhere();
    }
    if (!isSame(old.getScheme(), to.getScheme())
        || !isSame(old.getHost(), to.getHost())
        || port(old) != port(to)
        || to.getRawUserInfo() != null) {
      throw elsewhere();
    }
    String query = to.getRawQuery() == null ? "" : to.getRawQuery();
    Map<String, String> missing = new LinkedHashMap<>(wanted);
    missing.keySet().removeIf(name -> ("&" + query).contains("&" + name + "="));
    String address = to.toString().replaceFirst("#.*$", "");
    if (missing.isEmpty()) {
      return address;
    }
    String added = Reading.query(missing);
    return address + (query.isEmpty() ? added : "&" + added.substring(1));
  }

  private static boolean isSame(String one, String other) {
    return one != null && one.equalsIgnoreCase(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static CallFailedException elsewhere() {
    return new CallFailedException(
        Fault.BITBUCKET_FAILED, "Bitbucket leads to another host, where the credentials do not go");
  }
}
