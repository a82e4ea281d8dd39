package dev.uplink.ingress.controlplane.checks;

import dev.uplink.ingress.controlplane.targets.TargetKind;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest run of one target and run type at a commit.
 *
 * @param id its place in lists
 * @param integrationId the integration that shows the commit's statuses
 * @param refName short name of the branch the commit was pushed to
 * @param runType in the records' words
 * @param runState as its scheduler calls it
 * @param text one line for people: the changes, the phase or the reason
 * @param url page of the run, http or https
 * @param added resources that it would add; null, like the other two, while that is not known
 */
@Introspected
public record Check(
    long id,
    String integrationId,
    @Nullable String refName,
    String targetId,
    String targetSlug,
    TargetKind targetKind,
    String runType,
    String runId,
    String runState,
    CheckState state,
    String text,
    @Nullable String url,
    @Nullable Long added,
    @Nullable Long changed,
    @Nullable Long deleted,
    Instant changedAt) {}
