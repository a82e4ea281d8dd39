package dev.uplink.benchmarks.load;

import dev.uplink.benchmarks.NettyTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The load, in a process of its own: reads a {@link LoadPlan} from each line of standard input,
 * carries it out, writes a {@link LoadResult}. Ends with its input, and so with its parent. One
 * process for all runs, so that its own just-in-time compiler is no part of what is measured.
 */
public final class LoadGenerator {
  private LoadGenerator() {}

  public static void main(String[] arguments) throws IOException {
    NettyTransport transport = NettyTransport.threads(1);
    Webhooks webhooks = new Webhooks();
    BufferedReader plans =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (@Nullable String line = plans.readLine(); line != null; line = plans.readLine()) {
      System.out.println(run(LoadPlan.parse(line), webhooks, transport).toLine());
    }
    var _ = transport.loops().shutdownGracefully();
  }

  private static LoadResult run(LoadPlan plan, Webhooks webhooks, NettyTransport transport) {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < plan.connections(); i++) {
      connections.add(connect(plan.port(), transport));
    }
    EventLoop loop = connections.getFirst().channel().eventLoop();
    LoadResult result =
        CompletableFuture.supplyAsync(() -> new Run(plan, webhooks, loop, connections), loop)
            .thenCompose(Run::start)
            .join();
    connections.forEach(connection -> close(connection, loop));
    return result;
  }

  private static Connection connect(int port, NettyTransport transport) {
    CompletableFuture<Connection> made = new CompletableFuture<>();
    new Bootstrap()
        .group(transport.loops())
        .channel(transport.client())
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                Connection connection = new Connection(channel);
                channel.pipeline().addLast(new HttpResponseDecoder(), connection);
                made.complete(connection);
              }
            })
        .connect(InetAddress.getLoopbackAddress(), port)
        .syncUninterruptibly();
    return made.join();
  }

  /** The run must not hear of the end that it is not part of. */
  private static void close(Connection connection, EventLoop loop) {
    loop.submit(() -> connection.run = null).syncUninterruptibly();
    connection.channel().close().syncUninterruptibly();
  }
}
