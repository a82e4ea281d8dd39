package dev.uplink.ingress.controlplane.bitbucket;

import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.schemas.avro.IntegrationProbe;
import dev.uplink.schemas.avro.IntegrationProbeResult;
import dev.uplink.schemas.avro.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Questions and answers as records. */
final class ProbeMapper {
  private ProbeMapper() {}

  static IntegrationProbe toRecord(
      String probeId,
      Integration integration,
      String actor,
      BitbucketQuestion question,
      Duration patience,
      Instant at) {
    IntegrationProbe.Builder probe =
        IntegrationProbe.newBuilder()
            .setProbeId(probeId)
            .setAccountId(integration.accountId())
            .setIntegrationId(integration.id())
            .setIntegrationRevision(integration.revision())
            .setRepositories(List.of())
            .setRequestedBy(actor)
            .setRequestedAt(at)
            .setPatienceMillis(Math.toIntExact(patience.toMillis()));
    return switch (question) {
      case BitbucketQuestion.Test(var namespaces, var repositories) ->
          probe
              .setKind(ProbeKind.TEST)
              .setNamespaces(namespaces)
              .setRepositories(repositories)
              .build();
      case BitbucketQuestion.Repositories(var namespaces, var query, int limit) ->
          probe
              .setKind(ProbeKind.REPOSITORIES)
              .setNamespaces(namespaces)
              .setQuery(query)
              .setLimit(limit)
              .build();
      case BitbucketQuestion.Branches(var repository, var query, int limit) ->
          probe
              .setKind(ProbeKind.BRANCHES)
              .setRepository(repository)
              .setQuery(query)
              .setLimit(limit)
              .build();
    };
  }

  static BitbucketAnswer fromRecord(IntegrationProbeResult result) {
    return new BitbucketAnswer(
        result.getChecks().stream()
            .map(
                check ->
                    new BitbucketAnswer.Check(
                        check.getName(),
                        check.getSubject(),
                        check.getVerdict(),
                        check.getFault(),
                        check.getDetail()))
            .toList(),
        result.getItems(),
        result.getIsComplete(),
        result.getIsExact(),
        result.getAt());
  }
}
