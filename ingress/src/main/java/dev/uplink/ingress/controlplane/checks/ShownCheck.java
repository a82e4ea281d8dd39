package dev.uplink.ingress.controlplane.checks;

import dev.uplink.ingress.controlplane.Provider;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check as a commit's page needs it, with what is the same for all of the page.
 *
 * @param total how many of its group have its state
 * @param place among these, by slug, from 1
 * @param lastChange of any run of the page
 * @param host where people see the integration's Data Center; null for Cloud and for one that is
 *     gone
 */
@Introspected
public record ShownCheck(
    Provider provider,
    String namespace,
    String repository,
    String commitSha,
    @Nullable String refName,
    CheckGroup checkGroup,
    CheckState state,
    String targetId,
    String targetSlug,
    String runType,
    String runState,
    String text,
    @Nullable String url,
    @Nullable Long added,
    @Nullable Long changed,
    @Nullable Long deleted,
    Instant changedAt,
    long total,
    long place,
    Instant lastChange,
    @Nullable String host) {}
