package dev.uplink.processor.decide;

import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pull request from its events.
 *
 * @param head the last one heard of
 * @param target the branch it goes to; null when no body said so
 */
public record PullRequestRecord(boolean open, CommitSha head, @Nullable String target) {}
