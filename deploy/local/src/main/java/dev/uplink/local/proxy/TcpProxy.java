package dev.uplink.local.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands between clients and servers: of one service and a broker, which advertises the proxy's
 * address on a listener of its own, or of the world and the instances of ingress.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;

  private final int port;
  private final Target target;
  private final Valve requests = new Valve();
  private final Valve answers = new Valve();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private @Nullable Listening listening;

  /** A closed socket goes on listening until the thread that waits in it has left. */
  private record Listening(ServerSocket socket, Thread thread) {
    void end() {
      close(socket);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whose port the next connection is led to; throws when there is nobody. */
  @FunctionalInterface
  public interface Target {
    int port() throws IOException;
  }

  /** Listens at once. */
  public TcpProxy(int port, Target target) {
    this.port = port;
    this.target = target;
    restore();
  }

  /** From clients to servers. */
  public Valve requests() {
    return requests;
  }

  /** From servers to clients. */
  public Valve answers() {
    return answers;
  }

  /** All connections break, and new ones are refused, as if the machine were gone. */
  public synchronized void cut() {
    if (listening != null) {
      listening.end();
      listening = null;
    }
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  /** The opposite of {@link #cut}. */
  public synchronized void restore() {
    if (listening == null) {
      try {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening = new Listening(socket, Thread.startVirtualThread(() -> accept(socket)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What waits in the valves is lost with its connection. */
  @Override
  public void close() {
    cut();
    requests.open();
    answers.open();
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        connect(socket.accept());
      }
    } catch (IOException closed) {
      // The only way out: cut() closes the socket.
    }
  }

  /** A server that is not there refuses: then the client's connection is closed at once. */
  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target.port());
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      sockets.add(client);
      sockets.add(server);
      Thread.startVirtualThread(() -> carry(client, server, requests));
      Thread.startVirtualThread(() -> carry(server, client, answers));
    } catch (IOException e) {
      close(client);
    }
  }

  /** Until either side closes, which closes the other. */
  private void carry(Socket from, Socket to, Valve valve) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
        valve.pass(read);
        output.write(chunk, 0, read);
      }
    } catch (IOException broken) {
      // As connections do; the clients see it for themselves.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
