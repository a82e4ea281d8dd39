package dev.uplink.ingress.controlplane.checks.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.checks.CheckGroup;
import dev.uplink.ingress.controlplane.checks.CheckState;
import dev.uplink.ingress.controlplane.delivery.projection.NewsReader;
import dev.uplink.ingress.controlplane.delivery.projection.SkippedNews;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTopicTest {
  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final NewsReader<CheckNews> reader = CheckTopic.reader(serdes, new SkippedNews(meters));

  @Test
  void aRecordTellsOfOneRunOfACommitUnderItsKey() {
    CheckNews.Told told = told(ToldCheck.check("page", "t1").build());

    assertThat(told.key()).isEqualTo("k1");
    assertThat(told.commit().repositoryKey()).isEqualTo("acme/bitbucket-cloud/acme/net");
    assertThat(told.commit().namespace()).isEqualTo("Acme");
    assertThat(told.run().state()).isEqualTo(CheckState.SUCCESSFUL);
    assertThat(told.run().delta()).isEqualTo(new CheckNews.Delta(2, 0, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "TRACKED, TRACKED",
    "PROPOSED, PROPOSED",
    "MODULE_TRACKED, MODULES",
    "MODULE_PROPOSED, MODULES"
  })
  void everyRunTypeHasItsGroup(RunType type, CheckGroup group) {
    assertThat(told(ToldCheck.check("page", "t1").setRunType(type).build()).run().group())
        .isEqualTo(group);
  }

  @Test
  void aTombstoneTellsThatTheCommitIsForgotten() {
    assertThat(read("k1", null)).contains(new CheckNews.Forgotten("k1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//runs.example/1",
        "ftp://runs.example/1",
        "https://runs.example/a b",
        "https://runs.example/\nx",
        " https://runs.example/1",
        "https://",
        ""
      })
  void whatIsNoWebAddressIsNoLink(String url) {
    assertThat(told(ToldCheck.check("page", "t1").setUrl(url).build()).run().url()).isNull();
  }

  @Test
  void aWebAddressIsALinkAsItIs() {
    String url = "HTTPS://runs.example:8443/stack/a%20b?run=1&x='\"<>#top";

    assertThat(told(ToldCheck.check("page", "t1").setUrl(url).build()).run().url()).isEqualTo(url);
    assertThat(told(ToldCheck.check("page", "t1").setUrl(null).build()).run().url()).isNull();
  }

  @Test
  void whatThisVersionHasNoWordForIsLeftOutAndCounted() {
    CommitCheck typeless = ToldCheck.check("page", "t1").setRunType(RunType.UNKNOWN).build();
    CommitCheck stateless =
        ToldCheck.check("page", "t1").setState(CommitStatusState.UNKNOWN).build();

    assertThat(read("k1", typeless)).isEmpty();
    assertThat(read("k1", stateless)).isEmpty();
    assertThat(read("", ToldCheck.check("page", "t1").build())).isEmpty();
    assertThat(
            meters
                .get("uplink.deliveries.skipped")
                .tags("reason", "unreadable", "topic", Topics.COMMIT_CHECKS.name())
                .counter()
                .count())
        .isEqualTo(3);
  }

  @Test
  void textThatTheDatabaseWouldRefuseIsMadeToFit() {
    CheckNews.Told told =
        told(ToldCheck.check("page", "t1").setText("a\0b" + "x".repeat(3_000)).build());

    assertThat(told.run().text()).hasSize(2_000).startsWith("a\uFFFDbx");
  }

  private CheckNews.Told told(CommitCheck check) {
    return (CheckNews.Told) read("k1", check).orElseThrow();
  }

  private Optional<CheckNews> read(String key, @Nullable CommitCheck check) {
    String topic = Topics.COMMIT_CHECKS.name();
    byte @Nullable [] bytes =
        check == null ? null : serdes.serializer(Topics.COMMIT_CHECKS).serialize(topic, check);
    return reader.read(new ConsumerRecord<>(topic, 0, 7, key, bytes));
  }
}
