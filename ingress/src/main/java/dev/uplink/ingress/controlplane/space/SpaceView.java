package dev.uplink.ingress.controlplane.space;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Space as the API shows it. */
record SpaceView(
    String id,
    String name,
    String description,
    List<String> labels,
    @Nullable String parentSpaceId,
    boolean inheritEntities) {

  static SpaceView of(Space space) {
    return new SpaceView(
        space.id(),
        space.name(),
        space.description(),
        space.labels(),
        space.parentSpaceId(),
        space.inheritEntities());
  }
}
