package dev.uplink.benchmarks.ceiling;

import dev.uplink.benchmarks.NettyTransport;
import dev.uplink.ingress.webhook.kafka.WebhookProducer;
import dev.uplink.schemas.access.KafkaAccess;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A bare server in a process of its own: HTTP, HMAC-SHA256 over the body, one record with the bytes
 * as they came, 202 when it is acknowledged. No framework, no look-up, no Avro, no log line. Prints
 * its port, and ends with its standard input, and so with its parent.
 */
public final class CeilingServer {
  private static final int BODY_LIMIT = 2 * 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long BUFFER = 64L * 1024 * 1024;

  private CeilingServer() {}

  /** Arguments: bootstrap servers, topic. */
  public static void main(String[] arguments) throws IOException {
    // As many as compute at once: here the HMAC is the event loop's own work.
    NettyTransport transport = NettyTransport.threads(Runtime.getRuntime().availableProcessors());
    try (Producer<byte[], byte[]> producer = producer(arguments[0])) {
      CeilingHandler handler = new CeilingHandler(producer, arguments[1]);
      Channel server =
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
                              new HttpServerCodec(), new HttpObjectAggregator(BODY_LIMIT), handler);
                    }
                  })
              .bind(InetAddress.getLoopbackAddress(), 0)
              .syncUninterruptibly()
              .channel();
      System.out.println(((InetSocketAddress) server.localAddress()).getPort());
      int end = System.in.read();
      assert end < 0 : "nobody writes to it";
      server.close().syncUninterruptibly();
    } finally {
      var _ = transport.loops().shutdownGracefully();
    }
  }

  /** The settings of the edge's own, except that the first record may wait for the metadata. */
  private static Producer<byte[], byte[]> producer(String bootstrapServers) {
    Map<String, Object> config =
        new HashMap<>(WebhookProducer.config(KafkaAccess.open(bootstrapServers), TIMEOUT, BUFFER));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
