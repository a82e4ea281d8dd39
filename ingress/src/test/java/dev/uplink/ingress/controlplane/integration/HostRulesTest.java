package dev.uplink.ingress.controlplane.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.host.AllowedHosts;
import dev.uplink.schemas.host.HostGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
  private final HostRules rules = new HostRules(HostGuard.allowing(AllowedHosts.NONE));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:7990",
        "http://bitbucket.LOCALHOST.",
        "http://127.0.0.1",
        "http://[::1]:7990/context",
        "http://[::ffff:127.0.0.1]",
        "http://169.254.169.254",
        "http://0.0.0.0",
        "http://[fe80::1%25eth0]",
        "http://[fd00:ec2::254]/latest",
        "http://100.100.100.200",
        "http://[::127.0.0.1]",
        "http://[64:ff9b::a9fe:a9fe]"
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
        "http://127.0.0.1.",
        "http://127.1",
        "http://2130706433",
        "http://0x7f000001",
        "http://0x7f.0.0.1",
        "http://0177.0.0.1",
        "http://127.0.0.01",
        "http://127%2e0.0.1",
        "http://127\u30020.0.1",
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
    assertThat(
            new HostRules(HostGuard.allowingLoopback(AllowedHosts.NONE))
                .apiHost("http://127.0.0.1:8070"))
        .isEqualTo("http://127.0.0.1:8070");
  }

  @Test
  void whatTheInstallationListsIsAllowedAndNothingBesideIt() {
    HostRules listed =
        new HostRules(HostGuard.allowing(AllowedHosts.parse("*.localhost, 169.254.7.0/24")));

    assertThat(listed.apiHost("http://Bitbucket.localhost")).endsWith("Bitbucket.localhost");
    assertThat(listed.apiHost("http://169.254.7.9")).endsWith("169.254.7.9");
    assertThat(codeOf(listed, "http://localhost")).isEqualTo(ProblemCode.HOST_NOT_ALLOWED);
    assertThat(codeOf(listed, "http://169.254.8.9")).isEqualTo(ProblemCode.HOST_NOT_ALLOWED);
  }

  @Test
  void privateNetworksNeedNoPermission() {
    assertThat(rules.apiHost("http://192.168.7.9:7990")).isEqualTo("http://192.168.7.9:7990");
    assertThat(rules.apiHost("http://[fd12::7]")).isEqualTo("http://[fd12::7]");
  }

  @Test
  void linksForPeopleMayPointAnywhere() {
    assertThat(rules.userFacingHost("http://localhost:7990")).isEqualTo("http://localhost:7990");
  }

  private ProblemCode codeOf(String host) {
    return codeOf(rules, host);
  }

  private static ProblemCode codeOf(HostRules rules, String host) {
    return assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> rules.apiHost(host))
        .actual()
        .code();
  }
}
