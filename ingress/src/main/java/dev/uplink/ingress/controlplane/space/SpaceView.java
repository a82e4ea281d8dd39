package dev.uplink.ingress.controlplane.space;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.uplink.ingress.controlplane.request.Versioned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Space as the API shows it. */
public record SpaceView(
    String id,
    String name,
    String description,
    List<String> labels,
    @Nullable String parentSpaceId,
    boolean inheritEntities,
    @JsonIgnore long revision)
    implements Versioned {

  public static SpaceView of(Space space) {
    return new SpaceView(
        space.id(),
        space.name(),
        space.description(),
        space.labels(),
        space.parentSpaceId(),
        space.inheritEntities(),
        space.revision());
  }
}
