package dev.uplink.benchmarks;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** The fastest transport the machine has: epoll on Linux, Java's own elsewhere. */
public record NettyTransport(
    EventLoopGroup loops,
    Class<? extends SocketChannel> client,
    Class<? extends ServerChannel> server) {

  public static NettyTransport threads(int threads) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(threads, io);
    return epoll
        ? new NettyTransport(loops, EpollSocketChannel.class, EpollServerSocketChannel.class)
        : new NettyTransport(loops, NioSocketChannel.class, NioServerSocketChannel.class);
  }
}
