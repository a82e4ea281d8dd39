package dev.uplink.ingress.controlplane.space;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of an account's tree.
 *
 * @param id unique within the account; the topmost Space of each is {@link #ROOT}
 * @param parentSpaceId null for {@link #ROOT} only
 * @param inheritEntities whether integrations of the Spaces above may be used here
 */
@MappedEntity("spaces")
public record Space(
    @Id String id,
    String accountId,
    String name,
    String description,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> labels,
    @Nullable String parentSpaceId,
    boolean inheritEntities,
    long revision,
    Instant updatedAt) {
  public static final String ROOT = "root";

  public Space {
    labels = List.copyOf(labels);
  }

  SpaceNode node() {
    return new SpaceNode(id, parentSpaceId, inheritEntities);
  }
}
