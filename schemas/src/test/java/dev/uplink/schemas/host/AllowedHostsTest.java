package dev.uplink.schemas.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  @Test
  void entriesAreNamesSuffixesAddressesAndRanges() {
    AllowedHosts hosts =
        AllowedHosts.parse(" Bitbucket.example,*.corp.example, 127.0.0.1,fd00:ec2::/32,, ");

    assertThat(hosts.names()).containsExactly("bitbucket.example");
    assertThat(hosts.suffixes()).containsExactly(".corp.example");
    assertThat(hosts.ranges())
        .containsExactly(
            new AddressRange(InetAddress.ofLiteral("127.0.0.1"), 32),
            new AddressRange(InetAddress.ofLiteral("fd00:ec2::"), 32));
    assertThat(AllowedHosts.parse("")).isEqualTo(AllowedHosts.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bitbucket.example",
        "bitbucket.example:7990",
        "*",
        "*.*.example",
        "a..b",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "10.1.2.3/8",
        "0.0.0.1/0",
        "2130706433",
        "127.1",
        "::1/129"
      })
  void anythingElseIsNamed(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AllowedHosts.parse("good.example," + entry))
        .withMessageContaining("not " + entry);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "0.0.0.0/0, 203.0.113.7, true",
    "0.0.0.0/0, ::1, false",
    "::/0, ::1, true",
    "127.0.0.1, ::ffff:127.0.0.1, true",
    "169.254.128.0/17, 169.254.127.255, false",
    "fe80::/10, febf::1, true",
    "fe80::/10, fec0::1, false"
  })
  void aRangeHasAllThatBeginWithItsBits(String range, String address, boolean contained) {
    assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(contained);
  }
}
