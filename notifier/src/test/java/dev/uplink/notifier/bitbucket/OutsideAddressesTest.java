package dev.uplink.notifier.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.host.AllowedHosts;
import dev.uplink.schemas.host.HostGuard;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideAddressesTest {
  private final AddressResolver<InetSocketAddress> resolver =
      resolver(HostGuard.allowing(AllowedHosts.NONE));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "127.8.8.8",
        "2130706433",
        "::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "::",
        "169.254.169.254",
        "fe80::1",
        "224.0.0.1"
      })
  void thisMachineAndItsWireAreRefused(String host) {
    Future<?> resolved = ended(resolver.resolve(InetSocketAddress.createUnresolved(host, 443)));

    assertThat(resolved.cause())
        .isInstanceOf(ForbiddenHostException.class)
        .hasMessageStartingWith(host + " is this machine");
    assertThat(ended(resolver.resolveAll(InetSocketAddress.createUnresolved(host, 443))).cause())
        .isInstanceOf(ForbiddenHostException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "172.16.0.1", "192.168.1.1", "203.0.113.7", "2001:db8::7"})
  void privateAndPublicNetworksAreAllowed(String host) {
    assertThat(ended(resolver.resolve(InetSocketAddress.createUnresolved(host, 7990))).getNow())
        .isEqualTo(new InetSocketAddress(host, 7990));
  }

  @Test
  void whatAnAllowedNameLeadsToIsCalledAndWhatAnotherDoesIsNot() {
    var allowing = resolver(HostGuard.allowing(AllowedHosts.parse("localhost")));

    assertThat(
            ended(allowing.resolve(InetSocketAddress.createUnresolved("localhost", 443)))
                .isSuccess())
        .isTrue();
    assertThat(
            ended(allowing.resolve(InetSocketAddress.createUnresolved("127.0.0.1", 443))).cause())
        .isInstanceOf(ForbiddenHostException.class);
  }

  @Test
  void anAllowedRangeIsCalledWhateverNameLeadsThere() {
    var allowing = resolver(HostGuard.allowing(AllowedHosts.parse("127.0.0.0/8,::1")));

    assertThat(
            ended(allowing.resolve(InetSocketAddress.createUnresolved("localhost", 443)))
                .isSuccess())
        .isTrue();
  }

  @Test
  void anAddressThatNeedsNoResolvingIsLookedAtToo() {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 443);

    assertThat(resolver.isResolved(loopback)).isFalse();
    assertThat(resolver.resolve(loopback).cause()).isInstanceOf(ForbiddenHostException.class);
  }

  @Test
  void aNameThatNobodyKnowsIsAnotherMatter() {
    assertThat(ended(resolver.resolve(InetSocketAddress.createUnresolved("no.invalid", 1))).cause())
        .isInstanceOf(UnknownHostException.class);
  }

  /** Names are looked up by another thread. */
  private static <T> Future<T> ended(Future<T> lookup) {
    return lookup.awaitUninterruptibly();
  }

  private static AddressResolver<InetSocketAddress> resolver(HostGuard guard) {
    return new OutsideAddresses(guard).getResolver(ImmediateEventExecutor.INSTANCE);
  }
}
