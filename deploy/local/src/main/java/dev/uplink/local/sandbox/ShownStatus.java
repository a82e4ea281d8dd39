package dev.uplink.local.sandbox;

import dev.uplink.schemas.id.BitbucketProduct;
import org.jspecify.annotations.Nullable;

/**
 * A commit status as Bitbucket would show it.
 *
 * @param ref the branch: a plain name on Cloud, {@code refs/heads/…} on Data Center
 * @param posts how often it was posted since the sandbox started
 */
public record ShownStatus(
    BitbucketProduct product,
    String namespace,
    String repository,
    String commit,
    String key,
    String state,
    @Nullable String name,
    @Nullable String description,
    String url,
    @Nullable String ref,
    int posts) {

  ShownStatus withPosts(int count) {
    return new ShownStatus(
        product, namespace, repository, commit, key, state, name, description, url, ref, count);
  }
}
