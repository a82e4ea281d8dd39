package dev.uplink.ingress.controlplane.space;

import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Names;
import dev.uplink.ingress.controlplane.request.Text;
import java.util.List;

/** What a request says about a Space. */
record SpaceRequest(
    String name,
    String description,
    List<String> labels,
    String parentSpaceId,
    boolean inheritEntities) {

  static SpaceRequest toCreate(Fields fields) {
    SpaceRequest request =
        new SpaceRequest(
            Names.read(fields),
            fields.text("description", Text.DESCRIPTION, ""),
            fields.texts("labels", Text.LABEL, List.of()),
            fields.text("parentSpaceId", Text.ID, Space.ROOT),
            fields.flag("inheritEntities", false));
    fields.end();
    return request;
  }

  /** What is left out stays as it is. */
  static SpaceRequest toEdit(Space space, Fields fields) {
    String parent = space.parentSpaceId() == null ? "" : space.parentSpaceId();
    SpaceRequest request =
        new SpaceRequest(
            Names.read(fields, space.name()),
            fields.text("description", Text.DESCRIPTION, space.description()),
            fields.texts("labels", Text.LABEL, space.labels()),
            fields.text("parentSpaceId", Text.ID, parent),
            fields.flag("inheritEntities", space.inheritEntities()));
    fields.end();
    return request;
  }
}
