package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;

/**
 * A live connection to one Bitbucket, as far as decisions look at it.
 *
 * @param credentialsVersion grows when it may act as another account
 */
public record Integration(
    String id,
    AccountId account,
    BitbucketProduct product,
    String slug,
    String spaceId,
    boolean isDefault,
    VcsChecks vcsChecks,
    long credentialsVersion) {}
