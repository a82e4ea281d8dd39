package dev.uplink.benchmarks.outbox;

import dev.uplink.ingress.controlplane.outbox.OutboxProducer;
import dev.uplink.ingress.controlplane.outbox.OutboxPublisher;
import dev.uplink.local.part.Databases;
import dev.uplink.schemas.access.KafkaAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The publisher that production runs, in a process of its own, which takes it up and puts it down
 * as it is told on standard input: so its just-in-time compiler has done its work once for all
 * runs.
 */
public final class PublisherProcess {
  static final String ON = "on";
  static final String OFF = "off";

  private PublisherProcess() {}

  /** Database URL, Kafka's address. */
  public static void main(String[] arguments) throws IOException {
    @Nullable OutboxPublisher publisher = null;
    BufferedReader words =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (@Nullable String word = words.readLine(); word != null; word = words.readLine()) {
      if (publisher != null) {
        publisher.close();
        publisher = null;
      }
      if (word.equals(ON)) {
        publisher =
            new OutboxPublisher(
                () ->
                    DriverManager.getConnection(
                        arguments[0], Databases.INGRESS, Databases.PASSWORD),
                () -> OutboxProducer.over(KafkaAccess.open(arguments[1])),
                Clock.systemUTC());
        publisher.start();
      }
      System.out.println(word);
    }
    if (publisher != null) {
      publisher.close();
    }
  }
}
