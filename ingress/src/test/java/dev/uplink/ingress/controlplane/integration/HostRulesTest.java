package dev.uplink.ingress.controlplane.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
  private final HostRules rules = new HostRules(false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:7990",
        "http://bitbucket.LOCALHOST.",
        "http://127.0.0.1",
        "http://[::1]:7990/context",
        "http://[::ffff:127.0.0.1]",
        "http://169.254.169.254",
        "http://0.0.0.0"
      })
  void whatCanOnlyBeThisMachineOrItsMetadataIsRefused(String host) {
    assertThat(codeOf(host)).isEqualTo(ProblemCode.HOST_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bitbucket.example",
        "ftp://bitbucket.example",
        "https://",
        "http://127.1",
        "https://user:secret@bitbucket.example",
        "https://bitbucket.example?x=1",
        "https://bitbucket.example/#x",
        "https://bit bucket.example"
      })
  void whatIsNoPlainHttpUrlIsRefused(String host) {
    assertThat(codeOf(host)).isEqualTo(ProblemCode.FIELD_INVALID);
  }

  @Test
  void agentsAreRefusedInTheirOwnWord() {
    assertThat(codeOf("private://pool/context")).isEqualTo(ProblemCode.PRIVATE_HOST_UNSUPPORTED);
  }

  @Test
  void aSchemeIsTheSameInCapitals() {
    assertThat(rules.apiHost("HTTPS://bitbucket.example")).isEqualTo("https://bitbucket.example");
    assertThat(codeOf("PRIVATE://pool")).isEqualTo(ProblemCode.PRIVATE_HOST_UNSUPPORTED);
    assertThat(codeOf("HTTP://LOCALHOST")).isEqualTo(ProblemCode.HOST_NOT_ALLOWED);
  }

  @Test
  void aContextPathIsKeptAndSlashesAtTheEndAreNot() {
    assertThat(rules.apiHost("https://10.0.0.7:8443/bitbucket/"))
        .isEqualTo("https://10.0.0.7:8443/bitbucket");
  }

  @Test
  void loopbackIsAllowedWhereTheInstallationSaysSo() {
    assertThat(new HostRules(true).apiHost("http://127.0.0.1:8070"))
        .isEqualTo("http://127.0.0.1:8070");
  }

  @Test
  void linksForPeopleMayPointAnywhere() {
    assertThat(rules.userFacingHost("http://localhost:7990")).isEqualTo("http://localhost:7990");
  }

  private ProblemCode codeOf(String host) {
    return assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> rules.apiHost(host))
        .actual()
        .code();
  }
}
