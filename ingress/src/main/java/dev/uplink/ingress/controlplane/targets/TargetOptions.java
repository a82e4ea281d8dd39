package dev.uplink.ingress.controlplane.targets;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people switch on a target.
 *
 * @param autodeploy whether a tracked run applies without confirmation
 * @param isDisabled whether it starts no runs
 * @param allowFork whether pull requests from forks start proposed runs
 * @param trackTags a {@link dev.uplink.schemas.glob.Glob} over names of tags: those that it matches
 *     start tracked runs. Null means none
 * @param commentCommands what comments on pull requests may ask for, each once
 */
@Embeddable
public record TargetOptions(
    @TypeDef(type = DataType.STRING_ARRAY) List<String> labels,
    boolean autodeploy,
    boolean isDisabled,
    boolean allowFork,
    @Nullable String trackTags,
    @TypeDef(type = DataType.STRING_ARRAY) List<CommentCommand> commentCommands) {

  /**
   * What holds for a target about which nothing is said: nothing that strangers or tags could
   * start.
   */
  static final TargetOptions NONE =
      new TargetOptions(List.of(), false, false, false, null, List.of(CommentCommand.PROPOSE));

  public TargetOptions {
    labels = List.copyOf(labels);
    commentCommands = List.copyOf(commentCommands);
  }
}
