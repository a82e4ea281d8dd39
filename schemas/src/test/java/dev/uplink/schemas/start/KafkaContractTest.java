package dev.uplink.schemas.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.fixture.TestAuthority;
import dev.uplink.schemas.fixture.TlsServer;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start that fails says: the same of every service, but for its topics. */
class KafkaContractTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String NOBODY = "127.0.0.1:1";

  @TempDir private static Path folder;
  private static TestAuthority authority;
  private static TestAuthority stranger;

  @BeforeAll
  static void sign() {
    authority = new TestAuthority(folder, "authority");
    stranger = new TestAuthority(folder, "stranger");
  }

  @Test
  void anExpiredCertificateOfTheBrokerIsSaidWithItsCure() {
    try (TlsServer broker =
        new TlsServer(authority.server("-startdate -3d -validity 1", "ip:127.0.0.1"))) {
      assertThat(failure(secured(broker, authority)))
          .matches(
              "Kafka at 127\\.0\\.0\\.1:\\d+ \\(UPLINK_KAFKA_BOOTSTRAP_SERVERS\\) cannot be used:"
                  + " its TLS certificate has expired \\(NotAfter: [^)]+\\): renew it there, or"
                  + " set this machine's clock");
    }
  }

  @Test
  void aCertificateByAnotherAuthorityOrOfAnotherHostIsSaidToBeOne() {
    try (TlsServer broker = new TlsServer(authority.server("-validity 1", "dns:kafka.example"))) {
      assertThat(failure(secured(broker, stranger)))
          .endsWith(
              " cannot be used: its TLS certificate is signed by no authority that is trusted here:"
                  + " is UPLINK_KAFKA_CA_FILE, "
                  + stranger.certificate()
                  + ", of the authority that signed it?");
      assertThat(failure(secured(broker, authority)))
          .contains(" cannot be used: its TLS certificate is for another host (")
          .endsWith("): use a name that is in it");
    }
  }

  @Test
  void aFileThatHoldsNoCertificatesIsSaidToBeNone() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "certificate");
    Map<String, String> environment = secured(1, file);

    assertThat(failure(environment))
        .isEqualTo(
            "Kafka at 127.0.0.1:1 (UPLINK_KAFKA_BOOTSTRAP_SERVERS) cannot be used:"
                + " UPLINK_KAFKA_CA_FILE, %s, is no PEM file of certificates",
            file);
  }

  @Test
  void aBrokerThatIsNotThereIsSaidWithItsSettings() {
    assertThat(failure(environment(NOBODY, NOBODY)))
        .isEqualTo(
            "Kafka at 127.0.0.1:1 (UPLINK_KAFKA_BOOTSTRAP_SERVERS) cannot be used: no broker"
                + " answers there; does one run, and does it expect PLAINTEXT"
                + " (UPLINK_KAFKA_SECURITY)?");
  }

  @Test
  void aBrokerWhoseNameNobodyKnowsIsSaidWithItsSettings() {
    assertThat(failure(environment("broker.invalid:9092", NOBODY)))
        .isEqualTo(
            "Kafka at broker.invalid:9092 (UPLINK_KAFKA_BOOTSTRAP_SERVERS) cannot be used:"
                + " No resolvable bootstrap urls given in bootstrap.servers");
  }

  @Test
  void aRegistryThatIsNotThereIsSaidWithItsSetting() {
    Settings settings = settings(environment(NOBODY, NOBODY));

    assertThat(
            catchThrowable(
                () -> KafkaContract.verify(Service.PROCESSOR, settings, AvroSerdes.from(settings))))
        .isInstanceOf(NotUsableException.class)
        .hasMessage(
            "the schema registry at 127.0.0.1:1 (UPLINK_SCHEMA_REGISTRY_URL) cannot be used: it"
                + " cannot be reached (ConnectException): does it run, and is the address right?");
  }

  @Test
  void aRegistryWithoutTheSchemasIsSaidWithWhatNotToDo() throws IOException {
    HttpServer empty =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    empty.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"error_code\":40401}".getBytes(UTF_8);
          exchange.sendResponseHeaders(404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    empty.start();
    String address = "127.0.0.1:" + empty.getAddress().getPort();
    Settings settings = settings(environment(NOBODY, address));

    try {
      assertThat(
              StartFailure.explain(
                  catchThrowable(
                      () ->
                          KafkaContract.verify(
                              Service.PROCESSOR, settings, AvroSerdes.from(settings)))))
          .isEqualTo(
              """
              the schema registry at %s (UPLINK_SCHEMA_REGISTRY_URL) does not have this version's schemas. \
              If it never had them, register them, as deploy/compose and deploy/kubernetes do; \
              if it lost them, register nothing and see 'A deleted registry' in deploy/recovery/README.md
                because: uplink.accounts-value: the registry at http://%s answers 404: {"error_code":40401}\
              """
                  .formatted(address, address));
    } finally {
      empty.stop(0);
    }
  }

  private static String failure(Map<String, String> environment) {
    boolean nobody = NOBODY.equals(environment.get("UPLINK_KAFKA_BOOTSTRAP_SERVERS"));
    Throwable failure =
        catchThrowable(
            () ->
                KafkaContract.verify(
                    Service.PROCESSOR,
                    settings(environment),
                    AvroSerdes.over(new InMemorySchemaRegistry()),
                    nobody ? SHORT : PATIENCE));
    assertThat(failure).isInstanceOf(NotUsableException.class);
    return String.valueOf(failure.getMessage());
  }

  private static Map<String, String> secured(TlsServer broker, TestAuthority trusted) {
    return secured(broker.port(), trusted.certificate());
  }

  private static Map<String, String> secured(int port, Path trusted) {
    Map<String, String> environment = environment("127.0.0.1:" + port, NOBODY);
    environment.put("UPLINK_KAFKA_SECURITY", "SASL_SSL");
    environment.put("UPLINK_KAFKA_USER", "uplink-processor");
    environment.put("UPLINK_KAFKA_PASSWORD", "s3cret");
    environment.put("UPLINK_KAFKA_CA_FILE", trusted.toString());
    return environment;
  }

  private static Map<String, String> environment(String kafka, String registry) {
    Map<String, String> environment = new HashMap<>();
    environment.put("UPLINK_KAFKA_BOOTSTRAP_SERVERS", kafka);
    environment.put("UPLINK_SCHEMA_REGISTRY_URL", "http://" + registry);
    return environment;
  }

  private static Settings settings(Map<String, String> environment) {
    return Settings.read(environment, KafkaSettings.ALL);
  }
}
