package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;

/**
 * A commit as one integration sees it: where its statuses are posted, and with whose credentials.
 *
 * @param namespace workspace or project key, in Bitbucket's case
 * @param repository in Bitbucket's case
 */
public record CommitPlace(
    AccountId account,
    String integrationId,
    BitbucketProduct product,
    String namespace,
    String repository,
    CommitSha sha) {

  public RepositoryKey repositoryKey() {
    return new RepositoryKey(account, product, namespace, repository);
  }

  /** What integrations compete for: the first to claim it posts under plain keys. */
  public String claim() {
    return repositoryKey() + "/" + sha;
  }

  /** First part of the keys of everything that is kept or posted about it. */
  public String key() {
    return integrationId + "/" + claim();
  }
}
