package dev.uplink.processor.catalogue;

import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.decide.Space;
import dev.uplink.processor.decide.Target;
import dev.uplink.processor.decide.Target.Rules;
import dev.uplink.processor.decide.Target.Source;
import dev.uplink.processor.decide.Target.State;
import dev.uplink.processor.decide.TargetName;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.CommentCommand;
import dev.uplink.schemas.avro.Module;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.glob.Glob;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From records to what decisions know. Throws {@link IllegalArgumentException} for nonsense. */
final class EntityMapper {
  private static final Glob ALL_FILES = Glob.parse("**");

  private EntityMapper() {}

  static Space space(dev.uplink.schemas.avro.Space space) {
    return new Space(
        space.getId(), space.getName(), space.getParentSpaceId(), space.getInheritEntities());
  }

  static Integration integration(dev.uplink.schemas.avro.Integration integration) {
    return new Integration(
        integration.getId(),
        new AccountId(integration.getAccountId()),
        BitbucketProduct.of(integration.getProvider()),
        integration.getSlug(),
        integration.getSpaceId(),
        integration.getIsDefault(),
        integration.getVcsChecks(),
        integration.getCredentialsVersion());
  }

  /** Stacks and modules are one thing to a decision, but two generated classes. */
  static Target stack(Stack stack) {
    return new Target(
        new TargetName(stack.getId(), stack.getSlug(), TargetKind.STACK),
        new AccountId(stack.getAccountId()),
        stack.getSpaceId(),
        new Source(
            BitbucketProduct.of(stack.getProvider()),
            stack.getIntegrationId(),
            new RepositoryName(stack.getNamespace(), stack.getRepository()),
            stack.getBranch(),
            stack.getProjectRoot(),
            globs(stack.getAdditionalProjectGlobs())),
        rules(stack.getAllowFork(), stack.getTrackTags(), stack.getCommentCommands()),
        new State(
            stack.getVcsDetached(), stack.getDetachedFromIntegrationId(), stack.getIsDisabled()));
  }

  static Target module(Module module) {
    return new Target(
        new TargetName(module.getId(), module.getSlug(), TargetKind.MODULE),
        new AccountId(module.getAccountId()),
        module.getSpaceId(),
        new Source(
            BitbucketProduct.of(module.getProvider()),
            module.getIntegrationId(),
            new RepositoryName(module.getNamespace(), module.getRepository()),
            module.getBranch(),
            module.getProjectRoot(),
            globs(module.getAdditionalProjectGlobs())),
        rules(module.getAllowFork(), module.getTrackTags(), module.getCommentCommands()),
        new State(
            module.getVcsDetached(),
            module.getDetachedFromIntegrationId(),
            module.getIsDisabled()));
  }

  /**
   * Of a glob that cannot be read nobody knows what it means, so all files match it: a run too many
   * is seen. The control plane takes none such.
   */
  private static List<Glob> globs(List<String> texts) {
    return texts.stream().map(text -> glob(text).orElse(ALL_FILES)).toList();
  }

  private static Optional<Glob> glob(String text) {
    try {
      return Optional.of(Glob.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What a newer version may allow is not allowed by this one. */
  private static Rules rules(
      boolean allowFork, @Nullable String trackTags, List<CommentCommand> comments) {
    return new Rules(
        allowFork,
        Optional.ofNullable(trackTags).flatMap(EntityMapper::glob).orElse(null),
        comments.stream()
            .filter(command -> command != CommentCommand.UNKNOWN)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
