package dev.uplink.ingress.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpResponseEncoder;

/**
 * Has every connection, of both ports, read by {@link StrictRequestDecoder} and ended by {@link
 * ClosingAnswers}.
 */
public final class StrictHttp implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

  private final Draining draining;

  public StrictHttp(Draining draining) {
    this.draining = draining;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Listener(draining));
    return event.getBean();
  }

  private record Listener(Draining draining) implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new Connection(channel, draining) : this;
    }
  }

  private record Connection(Channel channel, Draining draining) implements NettyServerCustomizer {
    @Override
    public void onInitialPipelineBuilt() {
      ChannelPipeline pipeline = channel.pipeline();
      pipeline.replace(
          CODEC,
          CODEC,
          new CombinedChannelDuplexHandler<>(
              new StrictRequestDecoder(), new HttpResponseEncoder()));
      pipeline.addAfter(CODEC, "closing-answers", new ClosingAnswers(draining));
    }
  }
}
