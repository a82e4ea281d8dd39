package dev.uplink.notifier.bitbucket;

import dev.uplink.schemas.host.HostGuard;
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
 * Resolves hosts, and refuses what the guard does: API hosts are settings of accounts, and we call
 * them with what our place in the network may do. Checked here, where the connection gets its
 * address, because a name may mean something else each time it is asked for.
 */
public final class OutsideAddresses extends AddressResolverGroup<InetSocketAddress> {
  /** Under which the client finds it. */
  public static final String NAME = "outside-addresses";

  private final HostGuard guard;

  public OutsideAddresses(HostGuard guard) {
    this.guard = guard;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new Resolver(executor, guard);
  }

  private static final class Resolver extends AbstractAddressResolver<InetSocketAddress> {
    private final HostGuard guard;

    Resolver(EventExecutor executor, HostGuard guard) {
      super(executor, InetSocketAddress.class);
      this.guard = guard;
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

    private List<InetSocketAddress> addresses(InetSocketAddress asked) throws UnknownHostException {
      InetAddress[] found =
          asked.isUnresolved()
              ? InetAddress.getAllByName(asked.getHostString())
              : new InetAddress[] {asked.getAddress()};
      for (InetAddress address : found) {
        if (guard.refuses(asked.getHostString(), address)) {
          throw new ForbiddenHostException(asked.getHostString());
        }
      }
      return Arrays.stream(found)
          .map(address -> new InetSocketAddress(address, asked.getPort()))
          .toList();
    }
  }
}
