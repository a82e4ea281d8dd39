package dev.uplink.local.sandbox;

import dev.uplink.schemas.id.BitbucketProduct;

/** A commit of a repository; Bitbucket compares the repository's names without case. */
record CommitPlace(BitbucketProduct product, String namespace, String repository, String commit) {

  boolean has(ShownStatus status) {
    return status.product() == product
        && status.namespace().equalsIgnoreCase(namespace)
        && status.repository().equalsIgnoreCase(repository)
        && status.commit().equals(commit);
  }
}
