package dev.uplink.ingress.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/** Ends one connection with the next answer, which says so, while ingress drains. */
final class ClosingAnswers extends ChannelOutboundHandlerAdapter {
  private final Draining draining;
  private boolean last;

  ClosingAnswers(Draining draining) {
    this.draining = draining;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse answer && draining.hasBegun() && isFinal(answer.status())) {
      HttpUtil.setKeepAlive(answer, false);
      last = true;
    }
    if (last && message instanceof LastHttpContent) {
      var _ = context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
    } else {
      var _ = context.write(message, promise);
    }
  }

  /** Whether it is the answer proper, which after 100 is still to come. */
  private static boolean isFinal(HttpResponseStatus status) {
    return status.codeClass() != HttpStatusClass.INFORMATIONAL;
  }
}
