package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.fixture.TopicReader;
import dev.uplink.schemas.avro.CommentCommand;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.Module;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CatalogueIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void theAccountAndItsRootSpaceArePublished() {
    assertThat(published(Topics.ACCOUNTS, "acme/acme").getAccountId()).isEqualTo("acme");
    assertThat(published(Topics.SPACES, "acme/root").getParentSpaceId()).isNull();
  }

  @Test
  void anIntegrationIsPublishedWithoutItsSecrets() {
    var created = samples.cloudIntegration(Api.unique("Int"), "root");

    Integration record = published(Topics.INTEGRATIONS, "acme/" + created.id());

    assertThat(record.getSlug()).isEqualTo(created.text("slug"));
    assertThat(record.toString()).doesNotContain(created.text("webhookSecret"), "a@b.example");
  }

  @Test
  void aDetachedStackIsPublishedWithAHigherRevisionAndTheIntegrationAsGone() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String stack = samples.created(samples.stack(integration, "root"));
    api.delete("/integrations/" + integration);
    String after = samples.cloudIntegration(Api.unique("Int"), "root").id();
    published(Topics.INTEGRATIONS, "acme/" + after);

    Stack record = published(Topics.STACKS, "acme/" + stack);

    assertThat(record.getVcsDetached()).isTrue();
    assertThat(record.getDetachedFromIntegrationId()).isEqualTo(integration);
    assertThat(record.getRevision()).isEqualTo(2);
    assertThat(last(Topics.INTEGRATIONS, "acme/" + integration).value()).isNull();
  }

  @Test
  void whatStartsRunsBesidePushesIsPublished() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String all = "'allowFork': true, 'trackTags': 'v*', 'commentCommands': ['DEPLOY', 'PROPOSE']";
    String module =
        api.post(
                "/modules",
                "{'name': '%s', %s, %s}"
                    .formatted(Api.unique("Module"), Samples.source(integration), all))
            .id();
    String stack = samples.created(samples.stack(integration, "root"));

    Module said = published(Topics.MODULES, "acme/" + module);
    Stack silent = published(Topics.STACKS, "acme/" + stack);

    assertThat(said.getAllowFork()).isTrue();
    assertThat(said.getTrackTags()).isEqualTo("v*");
    assertThat(said.getCommentCommands())
        .containsExactly(CommentCommand.DEPLOY, CommentCommand.PROPOSE);
    assertThat(silent.getAllowFork()).isFalse();
    assertThat(silent.getTrackTags()).isNull();
    assertThat(silent.getCommentCommands()).containsExactly(CommentCommand.PROPOSE);
  }

  private static <V extends SpecificRecord> V published(Topic<V> topic, String key) {
    ConsumerRecord<String, byte[]> record = last(topic, key);
    return RunningIngress.instance()
        .serdes()
        .deserializer(topic)
        .deserialize(topic.name(), record.value());
  }

  private static ConsumerRecord<String, byte[]> last(Topic<?> topic, String key) {
    try (TopicReader reader = new TopicReader(topic)) {
      return reader.lastOf(key, SOON);
    }
  }
}
