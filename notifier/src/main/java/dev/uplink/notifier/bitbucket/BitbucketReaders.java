package dev.uplink.notifier.bitbucket;

import dev.uplink.notifier.credentials.ApiCredential;
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
   * @param budget for all calls of the reader together
   */
  public BitbucketReader of(IntegrationFacts facts, ApiCredential credential, Duration budget) {
    Reading reading = new Reading(http, credential, Deadline.in(budget, clock));
    return switch (facts.product()) {
      case CLOUD -> new CloudReader(cloudApi, reading);
      case DATA_CENTER -> new DataCenterReader(host(facts), username(credential), reading);
    };
  }

  /**
   * For one repository of the integration. Throws {@link IllegalArgumentException} for {@code ..}.
   */
  public RepositoryReader of(
      IntegrationFacts facts,
      ApiCredential credential,
      Duration budget,
      String namespace,
      String repository) {
    Reading reading = new Reading(http, credential, Deadline.in(budget, clock));
    return switch (facts.product()) {
      case CLOUD -> new CloudRepository(cloudApi, namespace, repository, reading);
      case DATA_CENTER ->
          new DataCenterRepository(
              host(facts), username(credential), namespace, repository, reading);
    };
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
