package dev.uplink.benchmarks.latency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.benchmarks.NettyTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bitbucket Cloud, as far as it takes statuses; tells when a call came and for which commit. */
public final class StatusReceiver implements AutoCloseable {
  private static final int BODY_LIMIT = 64 * 1024;
  private static final Pattern COMMIT = Pattern.compile("/commit/([0-9a-f]{40})/");
  private static final byte[] ANSWER = "{\"type\":\"build\"}".getBytes(US_ASCII);

  private final NettyTransport transport = NettyTransport.threads(1);
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong successful = new AtomicLong();
  private final Channel server;
  private volatile Stopwatch finished = new Stopwatch();

  public StatusReceiver() {
    server =
        new ServerBootstrap()
            .group(transport.loops())
            .channel(transport.server())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(BODY_LIMIT),
                            new Calls());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  public URI api() {
    return URI.create(
        "http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort() + "/2.0");
  }

  /** All calls so far, of any state. */
  public long calls() {
    return calls.get();
  }

  /** Those that show a commit as successful. */
  public long successful() {
    return successful.get();
  }

  /** From now on, told of each commit that is shown as successful. */
  void tell(Stopwatch stopwatch) {
    finished = stopwatch;
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    var _ = transport.loops().shutdownGracefully();
  }

  /** One call after the other on a connection. */
  private final class Calls extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      long now = System.nanoTime();
      calls.incrementAndGet();
      Matcher commit = COMMIT.matcher(request.uri());
      if (commit.find() && request.content().toString(UTF_8).contains("SUCCESSFUL")) {
        successful.incrementAndGet();
        finished.ends(commit.group(1), now);
      }
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CREATED, Unpooled.wrappedBuffer(ANSWER));
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
          .setInt(HttpHeaderNames.CONTENT_LENGTH, ANSWER.length);
      var _ = context.writeAndFlush(response);
    }
  }
}
