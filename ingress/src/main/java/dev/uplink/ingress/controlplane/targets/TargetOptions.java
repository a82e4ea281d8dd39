package dev.uplink.ingress.controlplane.targets;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;

/**
 * What people switch on a target.
 *
 * @param autodeploy whether a tracked run applies without confirmation
 * @param isDisabled whether it starts no runs
 */
@Embeddable
public record TargetOptions(
    @TypeDef(type = DataType.STRING_ARRAY) List<String> labels,
    boolean autodeploy,
    boolean isDisabled) {

  public TargetOptions {
    labels = List.copyOf(labels);
  }
}
