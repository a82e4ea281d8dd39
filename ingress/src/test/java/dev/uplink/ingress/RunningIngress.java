package dev.uplink.ingress;

import com.google.crypto.tink.KeysetHandle;
import dev.uplink.ingress.fixture.Broker;
import dev.uplink.ingress.fixture.Database;
import dev.uplink.ingress.fixture.Environments;
import dev.uplink.ingress.fixture.FakeNotifier;
import dev.uplink.ingress.fixture.Keysets;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The whole of ingress as its main starts it, on a database of its own and the JVM's broker. One
 * for all tests of a class set; each test works in an account or under names of its own.
 */
public final class RunningIngress implements AutoCloseable {
  public static final String ACCOUNT = "acme";
  public static final String TOKEN = "a-token-for-integration-tests";

  /** What only the notifier has in production. */
  public static final KeysetHandle CREDENTIALS_PRIVATE_KEYS = Keysets.hybridPrivate();

  private final Database database;
  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final Settings settings;
  private final ApplicationContext context;

  /** One of a test's own, with settings beside the usual ones. */
  public RunningIngress(Database database, Map<String, String> otherSettings) {
    this.database = database;
    Map<String, String> environment = environment(database);
    environment.putAll(otherSettings);
    environment.putIfAbsent("UPLINK_KAFKA_BOOTSTRAP_SERVERS", Broker.bootstrapServers());
    settings = IngressSettings.read(environment);
    migrate(database);
    context = IngressApplication.start(settings, serdes);
  }

  /** Started on first use. */
  public static RunningIngress instance() {
    return Shared.INSTANCE;
  }

  public Database database() {
    return database;
  }

  public AvroSerdes serdes() {
    return serdes;
  }

  /** What a command says it did, carried out beside this instance. */
  public String carryOut(String command) {
    return IngressApplication.carryOut(
        IngressCommand.find(command).orElseThrow(), settings, serdes);
  }

  /** The same without any instance, on a database of a test's own. */
  public static String carryOut(
      String command, Database database, Map<String, String> otherSettings) {
    Map<String, String> environment = environment(database);
    environment.putAll(otherSettings);
    environment.put("UPLINK_KAFKA_BOOTSTRAP_SERVERS", Broker.bootstrapServers());
    migrate(database);
    return IngressApplication.carryOut(
        IngressCommand.find(command).orElseThrow(),
        IngressSettings.read(environment),
        AvroSerdes.over(new InMemorySchemaRegistry()));
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

  /** Of all names. */
  public <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type);
  }

  @Override
  public void close() {
    context.close();
  }

  /** As the tables' owner, whom neither the service nor its commands know. */
  private static void migrate(Database database) {
    Map<String, String> environment =
        Map.of(
            "UPLINK_DATABASE_URL",
            database.url(),
            "UPLINK_MIGRATION_USER",
            Database.OWNER,
            "UPLINK_MIGRATION_PASSWORD",
            "not asked for");
    DatabaseMigration.of(MigrationSettings.read(environment)).run();
  }

  private static Map<String, String> environment(Database database) {
    Map<String, String> environment = Environments.complete();
    environment.remove("UPLINK_KAFKA_BOOTSTRAP_SERVERS");
    environment.put("UPLINK_DATABASE_URL", database.url());
    environment.put("UPLINK_DATABASE_USER", Database.INGRESS);
    environment.put(
        "UPLINK_CREDENTIALS_PUBLIC_KEYSET", Keysets.publicJson(CREDENTIALS_PRIVATE_KEYS));
    environment.put("UPLINK_ACCOUNT_ID", ACCOUNT);
    environment.put("UPLINK_ADMIN_TOKEN", TOKEN);
    environment.put("UPLINK_TRIGGER_TIMEOUT", "PT5S");
    environment.put("UPLINK_PROBE_TIMEOUT", "PT4S");
    environment.put("UPLINK_SOURCE_CHECK_TIMEOUT", "PT2S");
    // But for the shared one, beside which a notifier is played.
    environment.put("UPLINK_CHECK_SOURCES", "false");
    // All of the JVM's broker share the partitions: what another one takes, the shared one misses.
    environment.put("UPLINK_DELIVERIES", "false");
    return environment;
  }

  /** A class of its own, so that an ingress of a test's own starts no other beside it. */
  private static final class Shared {
    private static final RunningIngress INSTANCE = start();

    private static RunningIngress start() {
      // For all that is awaited of it; ten seconds are not much on a machine with too much to do.
      Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
      RunningIngress ingress =
          new RunningIngress(
              Database.create(),
              Map.of("UPLINK_CHECK_SOURCES", "true", "UPLINK_DELIVERIES", "true"));
      FakeNotifier.start(Broker.bootstrapServers(), ingress.serdes());
      return ingress;
    }
  }
}
