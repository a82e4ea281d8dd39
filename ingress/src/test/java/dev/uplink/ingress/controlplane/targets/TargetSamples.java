package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.Provider;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stacks for tests. */
public final class TargetSamples {
  private TargetSamples() {}

  public static Target stack(@Nullable String integrationId) {
    Source source = source(integrationId);
    return new Target(
        "stack-1",
        "acme",
        TargetKind.STACK,
        "net",
        "Net",
        "root",
        source,
        TargetOptions.NONE,
        null,
        Target.repositoryKey("acme", source).toString(),
        1,
        Instant.EPOCH);
  }

  public static Target disabled(Target target) {
    TargetOptions disabled =
        new TargetOptions(List.of(), false, true, false, null, List.of(CommentCommand.PROPOSE));
    return target.edited(target.name(), target.spaceId(), disabled, Instant.EPOCH);
  }

  public static Target detached(Target target) {
    return target.detachedFrom("int-1", Instant.EPOCH);
  }

  static Source source(@Nullable String integrationId) {
    return new Source(
        Provider.BITBUCKET_CLOUD, integrationId, "Acme", "Net", "main", "", List.of());
  }
}
