package dev.uplink.ingress.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Has every connection, of both ports, read by {@link StrictRequestDecoder}. */
public final class StrictHttp implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Listener());
    return event.getBean();
  }

  private record Listener() implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new Connection(channel) : this;
    }
  }

  private record Connection(Channel channel) implements NettyServerCustomizer {
    @Override
    public void onInitialPipelineBuilt() {
      channel
          .pipeline()
          .replace(
              ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
              ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
              new CombinedChannelDuplexHandler<>(
                  new StrictRequestDecoder(), new HttpResponseEncoder()));
    }
  }
}
