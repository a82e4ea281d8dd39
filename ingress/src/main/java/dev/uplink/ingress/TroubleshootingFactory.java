package dev.uplink.ingress;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.bitbucket.BitbucketQuestions;
import dev.uplink.ingress.controlplane.bitbucket.KafkaBitbucketQuestions;
import dev.uplink.ingress.controlplane.bitbucket.Troubleshooting;
import dev.uplink.ingress.controlplane.bitbucket.UsedRepositories;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.feed.AnswerFeed;
import dev.uplink.ingress.controlplane.feed.FeedConsumer;
import dev.uplink.ingress.controlplane.feed.QuestionPublisher;
import dev.uplink.ingress.controlplane.health.HealthFeed;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.targets.BitbucketSourceCheck;
import dev.uplink.ingress.controlplane.targets.SourceCheck;
import dev.uplink.ingress.controlplane.targets.TargetRepository;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.IntegrationProbeResult;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topics;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Builds what the control plane asks Bitbucket through the notifier, and what it hears of it. */
@Factory
final class TroubleshootingFactory {
  @Singleton
  @Bean(preDestroy = "close")
  KafkaBitbucketQuestions bitbucketQuestions(
      KafkaAccess kafka, AvroSerdes serdes, EntityIds ids, Clock clock) {
    return new KafkaBitbucketQuestions(
        new QuestionPublisher<>(Topics.INTEGRATION_PROBES, "uplink-ingress-probes", kafka, serdes),
        new AnswerFeed<>(
            Topics.INTEGRATION_PROBE_RESULTS,
            () -> FeedConsumer.over(kafka, "uplink-ingress-probe-results", Limits.RECORD_BYTES),
            serdes.deserializer(Topics.INTEGRATION_PROBE_RESULTS),
            IntegrationProbeResult::getProbeId),
        ids,
        clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  HealthFeed healthFeed(KafkaAccess kafka, AvroSerdes serdes) {
    return new HealthFeed(
        () -> FeedConsumer.over(kafka, "uplink-ingress-health", Limits.RECORD_BYTES),
        serdes.deserializer(Topics.INTEGRATION_HEALTH));
  }

  @Singleton
  SourceCheck sourceCheck(BitbucketQuestions questions, Settings settings) {
    return settings.get(IngressSettings.CHECK_SOURCES)
        ? new BitbucketSourceCheck(questions, settings.get(IngressSettings.SOURCE_CHECK_TIMEOUT))
        : SourceCheck.OFF;
  }

  @Singleton
  Troubleshooting troubleshooting(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      SpaceRepository spaces,
      CallerRights rights,
      TargetRepository targets,
      BitbucketQuestions questions,
      Settings settings) {
    return new Troubleshooting(
        transactions,
        integrations,
        spaces,
        rights,
        (integration, most) -> used(targets, integration, most),
        questions,
        settings.get(IngressSettings.PROBE_TIMEOUT));
  }

  private static UsedRepositories.First used(
      TargetRepository targets, Integration integration, int most) {
    List<TargetRepository.UsedRepository> found =
        targets.usedRepositories(
            integration.accountId(),
            integration.id(),
            integration.isDefault(),
            integration.provider(),
            most);
    return new UsedRepositories.First(
        found.stream().map(TargetRepository.UsedRepository::name).toList(),
        found.isEmpty() ? 0 : found.getFirst().total());
  }
}
