package dev.uplink.ingress.controlplane.space;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A Space as the tree sees it.
 *
 * @param parentSpaceId null for {@link Space#ROOT} only
 */
@Introspected
public record SpaceNode(String id, @Nullable String parentSpaceId, boolean inheritEntities) {}
