package dev.uplink.benchmarks.ceiling;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.uplink.benchmarks.load.Webhooks;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One request: signature, record, answer. */
@Sharable
final class CeilingHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String SCHEME = "sha256=";

  /** One for each event loop: keyed once, used again and again. */
  private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(CeilingHandler::mac);

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  CeilingHandler(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    byte[] body = ByteBufUtil.getBytes(request.content());
    String signature = request.headers().get("X-Hub-Signature", SCHEME);
    byte[] claimed = HexFormat.of().parseHex(signature, SCHEME.length(), signature.length());
    if (!MessageDigest.isEqual(MAC.get().doFinal(body), claimed)) {
      answer(context, HttpResponseStatus.UNAUTHORIZED);
      return;
    }
    var _ =
        producer.send(
            new ProducerRecord<>(topic, body),
            (metadata, failure) ->
                answer(
                    context,
                    failure == null
                        ? HttpResponseStatus.ACCEPTED
                        : HttpResponseStatus.SERVICE_UNAVAILABLE));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  /** From the producer's thread it goes over to the connection's by itself. */
  private static void answer(ChannelHandlerContext context, HttpResponseStatus status) {
    byte[] text = "{\"deliveryId\":\"00000000000000000000000000000000\"}".getBytes(US_ASCII);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(text));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, text.length);
    var _ = context.writeAndFlush(response, context.voidPromise());
  }

  private static Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Webhooks.SECRET.getBytes(US_ASCII), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java runtime has HMAC-SHA256", impossible);
    }
  }
}
