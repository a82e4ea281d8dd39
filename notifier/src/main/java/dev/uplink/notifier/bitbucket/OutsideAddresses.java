package dev.uplink.notifier.bitbucket;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Resolves hosts, and refuses those that are this machine or hang on its own wire, such as a
 * cloud's metadata service: API hosts are settings of accounts, and we call them with what our
 * place in the network may do. Checked here, where the connection gets its address, because a name
 * may mean something else each time it is asked for. Private networks are allowed: Data Center
 * lives there.
 */
public final class OutsideAddresses extends AddressResolverGroup<InetSocketAddress> {
  /** Under which the client finds it. */
  public static final String NAME = "outside-addresses";

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new Resolver(executor);
  }

  private static final class Resolver extends AbstractAddressResolver<InetSocketAddress> {
    Resolver(EventExecutor executor) {
      super(executor, InetSocketAddress.class);
    }

    /** Also an address that needs no resolving is looked at. */
    @Override
    protected boolean doIsResolved(InetSocketAddress address) {
      return false;
    }

    @Override
    protected void doResolve(InetSocketAddress asked, Promise<InetSocketAddress> promise) {
      try {
        promise.setSuccess(addresses(asked).getFirst());
      } catch (UnknownHostException | ForbiddenHostException e) {
        promise.setFailure(e);
      }
    }

    @Override
    protected void doResolveAll(InetSocketAddress asked, Promise<List<InetSocketAddress>> promise) {
      try {
        promise.setSuccess(addresses(asked));
      } catch (UnknownHostException | ForbiddenHostException e) {
        promise.setFailure(e);
      }
    }

    private static List<InetSocketAddress> addresses(InetSocketAddress asked)
        throws UnknownHostException {
      InetAddress[] found =
          asked.isUnresolved()
              ? InetAddress.getAllByName(asked.getHostString())
              : new InetAddress[] {asked.getAddress()};
      for (InetAddress address : found) {
        if (isOurs(address)) {
          throw new ForbiddenHostException(asked.getHostString());
        }
      }
      return Arrays.stream(found)
          .map(address -> new InetSocketAddress(address, asked.getPort()))
          .toList();
    }

    private static boolean isOurs(InetAddress address) {
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || address.isLinkLocalAddress()
          || address.isMulticastAddress();
    }
  }
}
