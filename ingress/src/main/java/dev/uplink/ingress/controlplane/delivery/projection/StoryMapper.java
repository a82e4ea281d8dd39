package dev.uplink.ingress.controlplane.delivery.projection;

import static dev.uplink.ingress.controlplane.delivery.projection.Words.optional;
import static dev.uplink.ingress.controlplane.delivery.projection.Words.text;

import dev.uplink.ingress.controlplane.delivery.projection.StoryNews.StatusPlace;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.RepositoryKey;
import org.jspecify.annotations.Nullable;

/** Records as what they add to stories. What is long is cut: whole, it is on the topics. */
final class StoryMapper {
  /** How many of an answer's changed files are kept, and of its pull requests. */
  static final int SAMPLE = 20;

  private StoryMapper() {}

  static StoryNews asked(LookupRequest request) {
    return new StoryNews.LookupAsked(
        request.getLookupId(),
        request.getRequestedAt(),
        request.getKind().name(),
        request.getRepositoryKey(),
        request.getIntegrationId(),
        text(request.getNamespace(), Words.SHORT),
        text(request.getRepository(), Words.SHORT),
        optional(request.getFromSha(), Words.SHORT),
        optional(request.getToSha(), Words.SHORT),
        optional(request.getBranch(), Words.REF_NAME),
        request.getPullRequestId());
  }

  static StoryNews answered(LookupResult result) {
    return new StoryNews.LookupAnswered(
        result.getLookupId(),
        result.getAt(),
        result.getKind().name(),
        result.getOutcome().name(),
        result.getPaths().size(),
        result.getPaths().stream().limit(SAMPLE).map(path -> text(path, Words.SHORT)).toList(),
        result.getTruncated(),
        optional(result.getCommitSha(), Words.SHORT),
        result.getPullRequestIds().stream().limit(SAMPLE).toList(),
        optional(result.getFailure(), Words.LONG));
  }

  /** Null for what a decision tells already. */
  static @Nullable StoryNews commanded(RunCommand command) {
    if (command.getAction() == RunAction.START) {
      return null;
    }
    return new StoryNews.Commanded(
        command.getCommandId(),
        command.getIssuedAt(),
        command.getAction().name(),
        command.getDeliveryId(),
        command.getRunId(),
        command.getTargetId(),
        command.getTargetSlug(),
        command.getPullRequestId(),
        optional(command.getReason(), Words.SHORT));
  }

  /** Whatever its state: what the others make of one that is none is a dead letter. */
  static StoryNews reported(RunUpdate update, long offset) {
    return new StoryNews.RunReported(
        text(update.getRunId(), Words.SHORT),
        update.getAt(),
        text(update.getState(), Words.SHORT),
        update.getStateVersion(),
        optional(update.getMessage(), Words.LONG),
        optional(update.getUrl(), Words.LONG),
        offset);
  }

  static StoryNews wanted(CommitStatus status) {
    return new StoryNews.StatusWanted(
        place(
            status.getIntegrationId(),
            repository(
                status.getAccountId(),
                status.getProvider(),
                status.getNamespace(),
                status.getRepository()),
            status.getCommitSha(),
            status.getKey()),
        status.getUpdatedAt(),
        status.getRevision(),
        status.getState().name(),
        text(status.getName(), Words.SHORT),
        text(status.getDescription(), Words.SHORT));
  }

  static StoryNews told(StatusDelivery delivery) {
    return new StoryNews.StatusTold(
        place(
            delivery.getIntegrationId(),
            repository(
                delivery.getAccountId(),
                delivery.getProvider(),
                delivery.getNamespace(),
                delivery.getRepository()),
            delivery.getCommitSha(),
            delivery.getKey()),
        delivery.getAt(),
        delivery.getRevision(),
        delivery.getState().name(),
        delivery.getOutcome().name(),
        delivery.getHttpStatus(),
        delivery.getAttempt(),
        optional(delivery.getDetail(), Words.LONG));
  }

  private static StatusPlace place(
      String integrationId, RepositoryKey repository, String commitSha, String key) {
    return new StatusPlace(integrationId, repository.toString(), commitSha, text(key, Words.SHORT));
  }

  private static RepositoryKey repository(
      String accountId, Provider provider, String namespace, String repository) {
    return new RepositoryKey(
        new AccountId(accountId),
        dev.uplink.ingress.controlplane.Provider.valueOf(provider.name()).product(),
        namespace,
        repository);
  }
}
