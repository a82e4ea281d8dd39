/**
 * Bitbucket, asked: both products behind {@link BitbucketReader} for an integration and {@link
 * RepositoryReader} for a repository. Nothing is changed there.
 */
@NullMarked
package dev.uplink.notifier.bitbucket.reader;

import org.jspecify.annotations.NullMarked;
