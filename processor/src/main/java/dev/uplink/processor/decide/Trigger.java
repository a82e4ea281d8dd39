package dev.uplink.processor.decide;

import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/**
 * A person's request for a run of one target.
 *
 * @param target as the request names it; its slug may be unknown
 * @param tracked TRACKED, otherwise PROPOSED, each in the form of the target's kind
 * @param commit null means where the tracked branch is known to stand
 */
public record Trigger(
    Cause cause, TargetName target, boolean tracked, @Nullable CommitSha commit) {}
