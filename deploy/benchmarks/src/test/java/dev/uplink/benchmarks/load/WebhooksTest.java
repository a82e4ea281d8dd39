package dev.uplink.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private final Webhooks webhooks = new Webhooks();

  @Test
  void aBodyHasTheSizeThatTheReportNames() {
    String request = request(0, 1);

    String body = request.substring(request.indexOf("\r\n\r\n") + 4);
    assertThat(body.getBytes(UTF_8).length).isBetween(4_500, 4_700);
    assertThat(request).contains("Content-Length: " + body.getBytes(UTF_8).length + "\r\n");
  }

  @Test
  void everyRequestHasAnIdOfItsOwn() {
    assertThat(LongStream.range(0, 1_000).mapToObj(number -> line(request(number, 1), 1)))
        .doesNotHaveDuplicates();
  }

  @Test
  void theLoadReachesEveryIntegration() {
    assertThat(LongStream.range(0, 1_000).mapToObj(number -> line(request(number, 1_000), 0)))
        .doesNotHaveDuplicates();
  }

  private static String line(String request, int number) {
    return Arrays.asList(request.split("\r\n", -1)).get(number);
  }

  private String request(long number, int integrations) {
    return webhooks.request(UnpooledByteBufAllocator.DEFAULT, number, integrations).toString(UTF_8);
  }
}
