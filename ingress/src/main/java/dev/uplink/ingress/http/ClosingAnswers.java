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

/** Of one connection: while ingress drains, the next answer is its last, and says so. */
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

  /** After 100 the answer proper is to come. */
  private static boolean isFinal(HttpResponseStatus status) {
    return status.codeClass() != HttpStatusClass.INFORMATIONAL;
  }
}
