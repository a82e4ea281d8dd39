package dev.uplink.schemas.surroundings;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why the other side is not believed to be who it says, from the exceptions of the JDK's TLS, which
 * are long and say it last.
 *
 * @param detail in the JDK's words
 */
public record TlsTrouble(Kind kind, String detail) {
  /** What is to be done differs. */
  public enum Kind {
    EXPIRED,
    NOT_YET_VALID,
    UNTRUSTED,
    OTHER_HOST,
    OTHER
  }

  /** Empty when the failure has nothing to do with TLS. */
  public static Optional<TlsTrouble> in(Throwable failure) {
    @Nullable TlsTrouble found = null;
    // The innermost is the most exact.
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      @Nullable Kind kind = kind(cause);
      if (kind != null && (kind != Kind.OTHER || found == null)) {
        found = new TlsTrouble(kind, String.valueOf(cause.getMessage()));
      }
    }
    return Optional.ofNullable(found);
  }

  /** What is wrong and what to do, but for whom to trust: where that is set differs. */
  public String words() {
    return switch (kind) {
      case EXPIRED ->
          "its TLS certificate has expired (%s): renew it there, or set this machine's clock"
              .formatted(detail);
      case NOT_YET_VALID ->
          "its TLS certificate is not valid yet (%s): set this machine's clock".formatted(detail);
      case UNTRUSTED -> "its TLS certificate is signed by no authority that is trusted here";
      case OTHER_HOST ->
          "its TLS certificate is for another host (%s): use a name that is in it"
              .formatted(detail);
      case OTHER -> "no TLS connection: " + detail;
    };
  }

  private static @Nullable Kind kind(Throwable cause) {
    return switch (cause) {
      case CertificateExpiredException _ -> Kind.EXPIRED;
      case CertificateNotYetValidException _ -> Kind.NOT_YET_VALID;
      case CertPathBuilderException _ -> Kind.UNTRUSTED;
      case CertPathValidatorException _ -> Kind.UNTRUSTED;
      // Its subclasses for the path are the JDK's own; of hosts only the words tell.
      case CertificateException certificate when isOfHost(certificate) -> Kind.OTHER_HOST;
      case SSLException _ -> Kind.OTHER;
      default -> null;
    };
  }

  private static boolean isOfHost(CertificateException failure) {
    String said = String.valueOf(failure.getMessage());
    return said.startsWith("No subject alternative") || said.startsWith("No name matching");
  }
}
