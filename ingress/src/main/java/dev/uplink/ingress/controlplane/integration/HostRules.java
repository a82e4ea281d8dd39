package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.host.HostGuard;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs an integration may name. The API host will be called by us with credentials, so hosts
 * that can only mean our own machine are refused here; names are not resolved, because what they
 * resolve to now says nothing about later. Whoever makes the call asks the same guard again.
 */
public final class HostRules {
  private static final String PRIVATE_SCHEME = "private";

  private final HostGuard guard;

  HostRules(HostGuard guard) {
    this.guard = guard;
  }

  /** As given, without slashes at its end. */
  String apiHost(String text) {
    URI url = url("apiHost", text);
    if (guard.refusesText(url.getHost())) {
      throw Refused.field(
          ProblemCode.HOST_NOT_ALLOWED,
          "apiHost",
          "apiHost: may not be this machine or its wire; UPLINK_ALLOWED_HOSTS makes exceptions.");
    }
    return url.toString();
  }

  String userFacingHost(String text) {
    return url("userFacingHost", text).toString();
  }

  private static URI url(String field, String text) {
    try {
      URI url = withLowerCaseScheme(new URI(text.replaceAll("/+$", "")));
      if (PRIVATE_SCHEME.equals(url.getScheme())) {
        throw Refused.field(
            ProblemCode.PRIVATE_HOST_UNSUPPORTED, field, field + ": agents are not supported.");
      }
      if (isHttp(url) && isUnambiguous(url.getHost()) && isBare(url)) {
        return url;
      }
    } catch (URISyntaxException notAUrl) {
      // The same answer as for a URL of another kind.
    }
    throw Refused.field(
        ProblemCode.FIELD_INVALID, field, field + ": expected http(s)://host[:port][/path].");
  }

  /** Whoever reads it later need not know that schemes have no case. */
  private static URI withLowerCaseScheme(URI url) throws URISyntaxException {
    String scheme = url.getScheme();
    return scheme == null
        ? url
        : new URI(scheme.toLowerCase(Locale.ROOT) + url.toString().substring(scheme.length()));
  }

  private static boolean isHttp(URI url) {
    return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
  }

  private static boolean isBare(URI url) {
    return url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
  }

  /** Whoever calls it later must not read another address in it than we do. */
  private static boolean isUnambiguous(@Nullable String host) {
    return host != null && (!HostGuard.endsInNumber(host) || HostGuard.isAddress(host));
  }
}
