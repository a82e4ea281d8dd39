package dev.uplink.ingress.controlplane.targets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.request.Versioned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stack or module as the API shows it; flat, because the contract's fields are. */
record TargetView(
    String id,
    String slug,
    String name,
    String spaceId,
    Provider provider,
    @Nullable String integrationId,
    String namespace,
    String repository,
    String branch,
    String projectRoot,
    List<String> additionalProjectGlobs,
    List<String> labels,
    boolean autodeploy,
    boolean isDisabled,
    boolean allowFork,
    @Nullable String trackTags,
    List<CommentCommand> commentCommands,
    boolean vcsDetached,
    @Nullable String detachedFromIntegrationId,
    @JsonIgnore long revision)
    implements Versioned {

  static TargetView of(Target target) {
    Source source = target.source();
    return new TargetView(
        target.id(),
        target.slug(),
        target.name(),
        target.spaceId(),
        source.provider(),
        source.integrationId(),
        source.namespace(),
        source.repository(),
        source.branch(),
        source.projectRoot(),
        source.additionalProjectGlobs(),
        target.options().labels(),
        target.options().autodeploy(),
        target.options().isDisabled(),
        target.options().allowFork(),
        target.options().trackTags(),
        target.options().commentCommands(),
        target.vcsDetached(),
        target.detachedFromIntegrationId(),
        target.revision());
  }
}
