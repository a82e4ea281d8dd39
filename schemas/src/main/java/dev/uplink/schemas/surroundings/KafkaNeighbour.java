package dev.uplink.schemas.surroundings;

import dev.uplink.schemas.access.KafkaAccess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/**
 * The brokers as one, by a client of its own. What it asks nobody needs a permission for. Brokers
 * tell no time.
 */
public final class KafkaNeighbour implements Neighbour {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaAccess access;
  private final Need need;
  private final Admin admin;

  public KafkaNeighbour(KafkaAccess access, Need need) {
    this.access = access;
    this.need = need;
    int patience = (int) PATIENCE.toMillis();
    this.admin =
        Admin.create(
            access.with(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    patience,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    patience)));
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String where() {
    return KafkaTrouble.where(access);
  }

  @Override
  public Need need() {
    return need;
  }

  @Override
  public Heard ask() {
    try {
      var _ =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis()))
              .clusterId()
              // A moment more, so that it is the client who says why.
              .get(PATIENCE.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
      return new Heard.Answered(Duration.ZERO);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      return new Heard.Silence(KafkaTrouble.words(e, access));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Heard.Silence("interrupted");
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
