package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run that a decision started.
 *
 * @param refName short name of the pushed ref, when known
 * @param last whether the totals of its decision and commit are complete with it
 */
public record StartedRun(
    CommitPlace place,
    String integrationSlug,
    Mode mode,
    RunId run,
    Target target,
    RunKind kind,
    @Nullable String refName,
    boolean last,
    Instant at)
    implements RunEvent {}
