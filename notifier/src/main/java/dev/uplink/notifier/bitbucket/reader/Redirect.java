package dev.uplink.notifier.bitbucket.reader;

import dev.uplink.notifier.bitbucket.Fault;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a redirect leads, if that is the same host. */
final class Redirect {
  private Redirect() {}

  /** Whether it says where to go this time only, as a log-in page does that stands in the way. */
  static boolean isForNow(int status) {
    return status == 302 || status == 303 || status == 307;
  }

  /**
   * @param status with which it was answered
   * @param wanted parameters, added if the new address does not have them
   */
  static String of(String from, int status, String location, Map<String, String> wanted)
      throws CallFailedException {
    URI old = URI.create(from);
    URI to;
    try {
      to = old.resolve(location);
    } catch (IllegalArgumentException e) {
      throw elsewhere(status);
    }
    if (!isSame(old.getScheme(), to.getScheme())
        || !isSame(old.getHost(), to.getHost())
        || port(old) != port(to)
        || to.getRawUserInfo() != null) {
      throw elsewhere(status);
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

  private static CallFailedException elsewhere(int status) {
    String words = "Bitbucket leads to another host, where the credentials do not go";
    return isForNow(status)
        ? CallFailedException.passing(Fault.BITBUCKET_FAILED, words, null)
        : new CallFailedException(Fault.BITBUCKET_FAILED, words);
  }
}
