package dev.uplink.schemas.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** Chains as the JDK makes them; real ones are met by {@code KafkaContractTest}. */
class TlsTroubleTest {
  @Test
  void theInnermostCauseSaysMost() {
    assertThat(words(new CertificateExpiredException("NotAfter: a Sunday")))
        .isEqualTo(
            "its TLS certificate has expired (NotAfter: a Sunday): renew it there, or set this"
                + " machine's clock");
    assertThat(words(new CertificateNotYetValidException("NotBefore: a Monday")))
        .isEqualTo(
            "its TLS certificate is not valid yet (NotBefore: a Monday): set this machine's"
                + " clock");
    assertThat(words(new CertPathBuilderException("unable to find valid certification path")))
        .isEqualTo("its TLS certificate is signed by no authority that is trusted here");
    assertThat(words(new CertificateException("No name matching git.example found")))
        .isEqualTo(
            "its TLS certificate is for another host (No name matching git.example found): use a"
                + " name that is in it");
  }

  @Test
  void whatHasNoCauseSpeaksForItself() {
    assertThat(TlsTrouble.in(new IllegalStateException(new SSLException("no TLS is spoken"))))
        .map(TlsTrouble::words)
        .contains("no TLS connection: no TLS is spoken");
  }

  @Test
  void whatHasNothingToDoWithTlsIsNone() {
    assertThat(TlsTrouble.in(new IllegalStateException(new IOException("reset")))).isEmpty();
  }

  private static String words(Exception innermost) {
    SSLHandshakeException handshake = new SSLHandshakeException("PKIX path validation failed");
    handshake.initCause(new CertPathValidatorException("validity check failed", innermost));
    return TlsTrouble.in(new IllegalStateException("could not ask", handshake))
        .orElseThrow()
        .words();
  }
}
