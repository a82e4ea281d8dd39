package dev.uplink.benchmarks.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection, with at most one request under way, as Bitbucket has it. */
final class Connection extends SimpleChannelInboundHandler<HttpObject> {
  private final Channel channel;
  private int status;

  /** Whose requests it carries; null between runs. */
  @Nullable Run run;

  /** When the request under way was due, in nanoseconds from the run's beginning. */
  long due;

  Connection(Channel channel) {
    this.channel = channel;
  }

  Channel channel() {
    return channel;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpResponse response) {
      status = response.status().code();
    }
    if (part instanceof LastHttpContent && run != null) {
      run.answered(this, status);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(new IOException("the server closed a connection, last status " + status));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause);
    var _ = context.close();
  }

  private void fail(Throwable cause) {
    if (run != null) {
      run.failed(cause);
    }
  }
}
