package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.Provider;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a target's code is.
 *
 * @param integrationId null means the provider's default integration
 * @param namespace Cloud: workspace; Data Center: project key. In Bitbucket's own case, as is the
 *     repository
 * @param branch the tracked one
 * @param projectRoot the folder that matters; empty for all of the repository
 */
@Embeddable
public record Source(
    Provider provider,
    @Nullable String integrationId,
    String namespace,
    String repository,
    String branch,
    String projectRoot,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> additionalProjectGlobs) {

  public Source {
    additionalProjectGlobs = List.copyOf(additionalProjectGlobs);
  }

  Source withIntegration(@Nullable String other) {
    return new Source(
        provider, other, namespace, repository, branch, projectRoot, additionalProjectGlobs);
  }
}
