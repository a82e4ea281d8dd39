package dev.uplink.notifier.bitbucket.reader;

import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.Deadline;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.credentials.ApiCredential;
import dev.uplink.notifier.gate.Caller;
import dev.uplink.notifier.quota.Priority;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** Makes readers of both products. */
public final class BitbucketReaders {
  private final String cloudApi;
  private final BitbucketHttp http;
  private final InstantSource clock;

  /**
   * @param cloudApi base of Cloud's API, with its version
   */
  public BitbucketReaders(URI cloudApi, BitbucketHttp http, InstantSource clock) {
    this.cloudApi = cloudApi.toString();
    this.http = http;
    this.clock = clock;
  }

  /**
   * For questions of people.
   *
   * @param budget for all calls of the reader together
   */
  public BitbucketReader of(
      String integrationId, IntegrationFacts facts, ApiCredential credential, Duration budget) {
    Reading reading = reading(integrationId, facts, credential, Priority.REST, budget);
    return switch (facts.product()) {
      case CLOUD -> new CloudReader(cloudApi, reading);
      case DATA_CENTER -> new DataCenterReader(host(facts), username(credential), reading);
    };
  }

  /**
   * For lookups of one repository of the integration. Throws {@link IllegalArgumentException} for
   * {@code ..}.
   */
  public RepositoryReader of(
      String integrationId,
      IntegrationFacts facts,
      ApiCredential credential,
      Duration budget,
      String namespace,
      String repository) {
    Reading reading = reading(integrationId, facts, credential, Priority.LOOKUP, budget);
    return switch (facts.product()) {
      case CLOUD -> new CloudRepository(cloudApi, namespace, repository, reading);
      case DATA_CENTER ->
          new DataCenterRepository(
              host(facts), username(credential), namespace, repository, reading);
    };
  }

  private Reading reading(
      String integrationId,
      IntegrationFacts facts,
      ApiCredential credential,
      Priority priority,
      Duration budget) {
    String host =
        switch (facts.product()) {
          case CLOUD -> cloudApi;
          case DATA_CENTER -> host(facts);
        };
    return new Reading(
        http,
        Caller.of(integrationId, facts.product(), host, credential, priority),
        credential,
        Deadline.in(budget, clock));
  }

  private static String host(IntegrationFacts facts) {
    String host = facts.apiHost() == null ? "" : facts.apiHost();
    return host.replaceAll("/+$", "");
  }

  private static String username(ApiCredential credential) {
    return switch (credential) {
      case ApiCredential.ApiToken(String email, String _) -> email;
      case ApiCredential.AppPassword(String username, String _) -> username;
      case ApiCredential.AccessToken(String username, String _) -> username;
    };
  }
}
