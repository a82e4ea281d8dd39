package dev.uplink.schemas.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostGuardTest {
  private final HostGuard strict = HostGuard.allowing(AllowedHosts.NONE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost.",
        "bitbucket.localhost",
        "127.0.0.1",
        "127.255.0.9",
        "127.0.0.1.",
        "0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fe80::1%eth0]",
        "[fd00:ec2::254]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]"
      })
  void thisMachineItsWireAndMetadataAreRefusedHoweverTheyAreWritten(String host) {
    assertThat(strict.refusesText(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bitbucket.example",
        "localhost.example",
        "10.0.0.7",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "[fd12:3456::7]",
        "[2001:db8::7]",
        "[::ffff:10.0.0.7]",
        "[64:ff9b::10.0.0.7]"
      })
  void namesPublicAndPrivateNetworksAreNot(String host) {
    assertThat(strict.refusesText(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "127.0.0.01", "a.0x"})
  void aNumberAtTheEndThatIsNoUsualAddressIsNoHost(String host) {
    assertThat(HostGuard.endsInNumber(host)).isTrue();
    assertThat(HostGuard.isAddress(host)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.0.0.1., true",
    "[::1], true",
    "bitbucket7.example, false",
    "7.example, false"
  })
  void anAddressIsTheUsualOne(String host, boolean address) {
    assertThat(HostGuard.isAddress(host)).isEqualTo(address);
  }

  @Test
  void aNameThatLeadsToThisMachineIsRefusedWhenItIsCalled() {
    InetAddress loopback = InetAddress.getLoopbackAddress();

    assertThat(strict.refuses("bitbucket.example", loopback)).isTrue();
    assertThat(
            HostGuard.allowing(AllowedHosts.parse("Bitbucket.Example"))
                .refuses("bitbucket.example.", loopback))
        .isFalse();
    assertThat(
            HostGuard.allowing(AllowedHosts.parse("127.0.0.1"))
                .refuses("bitbucket.example", loopback))
        .isFalse();
  }

  @Test
  void aSuffixIsOfNamesBelowItOnly() {
    HostGuard guard = HostGuard.allowing(AllowedHosts.parse("*.corp.example"));
    InetAddress metadata = InetAddress.ofLiteral("169.254.169.254");

    assertThat(guard.refuses("a.b.corp.example", metadata)).isFalse();
    assertThat(guard.refuses("corp.example", metadata)).isTrue();
    assertThat(guard.refuses("evilcorp.example", metadata)).isTrue();
  }

  @Test
  void allowingLoopbackAllowsNoMetadata() {
    HostGuard local = HostGuard.allowingLoopback(AllowedHosts.NONE);

    assertThat(local.refusesText("localhost")).isFalse();
    assertThat(local.refusesText("[::1]")).isFalse();
    assertThat(local.refusesText("[::ffff:127.0.0.1]")).isFalse();
    assertThat(local.refusesText("169.254.169.254")).isTrue();
  }
}
