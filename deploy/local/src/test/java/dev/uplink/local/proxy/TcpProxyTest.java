package dev.uplink.local.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
  private static final int A_MOMENT_MS = 200;
  private static final int LONG_MS = 30_000;

  private final ServerSocket target = listening();
  private final int port = freePort();
  private final TcpProxy proxy = new TcpProxy(port, target::getLocalPort);
  private Socket client = new Socket();
  private Socket broker = new Socket();

  @BeforeEach
  void connect() throws IOException {
    client = new Socket(InetAddress.getLoopbackAddress(), port);
    broker = target.accept();
    client.setSoTimeout(LONG_MS);
    broker.setSoTimeout(LONG_MS);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    broker.close();
    proxy.close();
    target.close();
  }

  @Test
  void bothDirectionsPass() throws IOException {
    send(client, "ask");
    assertThat(received(broker, 3)).isEqualTo("ask");

    send(broker, "answer");
    assertThat(received(client, 6)).isEqualTo("answer");
  }

  @Test
  void heldAnswersWaitWhileRequestsPass() throws IOException {
    proxy.answers().hold();
    send(client, "ask");
    assertThat(received(broker, 3)).isEqualTo("ask");
    send(broker, "answer");
    client.setSoTimeout(A_MOMENT_MS);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(LONG_MS);

    proxy.answers().open();
    assertThat(received(client, 6)).isEqualTo("answer");
  }

  @Test
  void aSlowWayPassesInTheEnd() throws IOException {
    proxy.requests().slow(30);
    long begin = System.nanoTime();
    send(client, "ask");

    assertThat(received(broker, 3)).isEqualTo("ask");
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(90_000_000L);
  }

  @Test
  void aCutWayBreaksConnectionsAndRefusesNewOnes() throws IOException {
    proxy.cut();

    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThat(broker.getInputStream().read()).isEqualTo(-1);
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aRestoredWayTakesNewConnections() throws IOException {
    proxy.cut();
    proxy.restore();

    try (Socket again = new Socket(InetAddress.getLoopbackAddress(), port);
        Socket accepted = target.accept()) {
      send(again, "ask");
      assertThat(received(accepted, 3)).isEqualTo("ask");
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  private static String received(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), UTF_8);
  }

  private static ServerSocket listening() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = listening()) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
