package dev.uplink.ingress;

import com.google.crypto.tink.KeysetHandle;
import dev.uplink.ingress.fixture.Broker;
import dev.uplink.ingress.fixture.Database;
import dev.uplink.ingress.fixture.Environments;
import dev.uplink.ingress.fixture.Keysets;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/**
 * The whole of ingress as its main starts it, on a database of its own and the JVM's broker. One
 * for all tests of a class set; each test works in an account or under names of its own.
 */
public final class RunningIngress {
  public static final String ACCOUNT = "acme";
  public static final String TOKEN = "a-token-for-integration-tests";

  /** What only the notifier has in production. */
  public static final KeysetHandle CREDENTIALS_PRIVATE_KEYS = Keysets.hybridPrivate();

  private static final RunningIngress INSTANCE = new RunningIngress();

  private final Database database = Database.create();
  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final Settings settings = IngressSettings.read(environment());
  private final ApplicationContext context = IngressApplication.start(settings, serdes);

  private RunningIngress() {}

  /** Started on first use. */
  public static RunningIngress instance() {
    return INSTANCE;
  }

  public Database database() {
    return database;
  }

  public AvroSerdes serdes() {
    return serdes;
  }

  public String apiUrl() {
    return "http://127.0.0.1:" + settings.get(IngressSettings.API_PORT);
  }

  public String webhookUrl() {
    return "http://127.0.0.1:" + settings.get(IngressSettings.WEBHOOK_PORT);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = Environments.complete();
    environment.put("UPLINK_KAFKA_BOOTSTRAP_SERVERS", Broker.bootstrapServers());
    environment.put("UPLINK_DATABASE_URL", database.url());
    environment.put("UPLINK_DATABASE_USER", Database.INGRESS);
    environment.put("UPLINK_MIGRATION_USER", Database.OWNER);
    environment.put(
        "UPLINK_CREDENTIALS_PUBLIC_KEYSET", Keysets.publicJson(CREDENTIALS_PRIVATE_KEYS));
    environment.put("UPLINK_ACCOUNT_ID", ACCOUNT);
    environment.put("UPLINK_ADMIN_TOKEN", TOKEN);
    environment.put("UPLINK_TRIGGER_TIMEOUT", "PT3S");
    return environment;
  }
}
