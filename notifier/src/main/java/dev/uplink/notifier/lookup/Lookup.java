package dev.uplink.notifier.lookup;

import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;

/**
 * A question to one integration's Bitbucket.
 *
 * @param id the same for the same question
 * @param key of the repository whose event asks; the answer's key
 * @param namespace of the repository that is asked about, which may be a fork
 */
public record Lookup(
    String id,
    RepositoryKey key,
    AccountId account,
    String integrationId,
    BitbucketProduct product,
    String namespace,
    String repository,
    LookupKind kind,
    Question question) {}
