package dev.uplink.ingress.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Refuses requests that two readers may end at different bytes. Netty reads some of them in one of
 * the ways that RFC 9112 allows; a proxy before us that chose another would take the rest of one
 * sender's request for the beginning of the next one's. Refused is 400, and the connection ends.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
  /** Asked once per request, when its headers are complete and nothing of its body was read. */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    requireVersion(message.protocolVersion());
    requireOneLength(message);
    requireOneHost(message);
    return super.isContentAlwaysEmpty(message);
  }

  private static void requireVersion(HttpVersion version) {
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new IllegalArgumentException("neither HTTP/1.1 nor HTTP/1.0");
    }
  }

  /** Netty has made one of several Content-Length headers, or refused them. */
  private static void requireOneLength(HttpMessage message) {
    HttpHeaders headers = message.headers();
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings.isEmpty()) {
      return;
    }
    boolean chunked =
        codings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst())
            && message.protocolVersion().equals(HttpVersion.HTTP_1_1);
    if (!chunked || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      throw new IllegalArgumentException("the length of the body is ambiguous");
    }
  }

  private static void requireOneHost(HttpMessage message) {
    int hosts = message.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && message.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
      throw new IllegalArgumentException("not exactly one Host");
    }
  }

  /** Otherwise a body with a broken chunk would look like one that ends before it. */
  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    int known = out.size();
    super.decode(context, in, out);
    if (out.size() > known
        && out.getLast() instanceof HttpContent content
        && !(content instanceof HttpMessage)
        && content.decoderResult().isFailure()) {
      ReferenceCountUtil.release(out.removeLast());
      throw new MalformedChunksException(content.decoderResult().cause());
    }
  }
}
