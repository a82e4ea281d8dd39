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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Resolves hosts, and refuses what the guard does: API hosts are settings of accounts, and we call
 * them with what our place in the network may do. Checked here, where the connection gets its
 * address, because a name may mean something else each time it is asked for.
 */
public final class OutsideAddresses extends AddressResolverGroup<InetSocketAddress> {
  /** Under which the client finds it. */
  public static final String NAME = "outside-addresses";

  /** At once; what comes beyond is tried again later, as any call that failed. */
  private static final int MOST_LOOKUPS = 64;

  private final HostGuard guard;

  public OutsideAddresses(HostGuard guard) {
    this.guard = guard;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new Resolver(executor, guard);
  }

  /**
   * Names are looked up beside the event loops: these serve all accounts, and a name server that
   * does not answer holds up whoever asks it for many seconds.
   */
  private static final Executor LOOKUPS = lookups();

  private static Executor lookups() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        MOST_LOOKUPS,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task ->
            Thread.ofPlatform()
                .daemon()
                .name("name-lookup-" + number.incrementAndGet())
                .unstarted(task));
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
      resolve(asked, List::getFirst, promise);
    }

    @Override
    protected void doResolveAll(InetSocketAddress asked, Promise<List<InetSocketAddress>> promise) {
      resolve(asked, addresses -> addresses, promise);
    }

    private <T> void resolve(
        InetSocketAddress asked, Function<List<InetSocketAddress>, T> wanted, Promise<T> promise) {
      Runnable lookup =
          () -> {
            try {
              promise.trySuccess(wanted.apply(addresses(asked)));
            } catch (UnknownHostException | ForbiddenHostException e) {
              promise.tryFailure(e);
            }
          };
      if (!asked.isUnresolved()) {
        lookup.run();
        return;
      }
      try {
        LOOKUPS.execute(lookup);
      } catch (RejectedExecutionException e) {
        promise.tryFailure(new UnknownHostException("too many names are being looked up"));
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
