package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Names;
import dev.uplink.ingress.controlplane.request.Text;
import dev.uplink.ingress.controlplane.space.Space;
import dev.uplink.schemas.id.Slug;
import java.util.List;

/** What a request says about a new stack or module. */
record TargetRequest(String name, Slug slug, String spaceId, Source source, TargetOptions options) {
  static TargetRequest read(Fields fields) {
    String name = Names.read(fields);
    TargetRequest request =
        new TargetRequest(
            name,
            Names.slug(name),
            fields.text("spaceId", Text.ID, Space.ROOT),
            source(fields, "", List.of()),
            options(fields, TargetOptions.NONE));
    fields.end();
    return request;
  }

  /** A whole new source, except for what narrows it down, which stays if it is left out. */
  static Source source(Fields fields, String projectRoot, List<String> globs) {
    return new Source(
        fields.choice("provider", Provider.class),
        fields.optionalText("integrationId", Text.ID),
        fields.text("namespace", Text.REPOSITORY_PART),
        fields.text("repository", Text.REPOSITORY_PART),
        fields.text("branch", Text.BRANCH),
        fields.text("projectRoot", Text.PATH, projectRoot),
        fields.texts("additionalProjectGlobs", Text.GLOB, globs));
  }

  static TargetOptions options(Fields fields, TargetOptions before) {
    return new TargetOptions(
        fields.texts("labels", Text.LABEL, before.labels()),
        fields.flag("autodeploy", before.autodeploy()),
        fields.flag("isDisabled", before.isDisabled()),
        fields.flag("allowFork", before.allowFork()),
        fields.textOrNone("trackTags", Text.TAG_GLOB, before.trackTags()),
        fields.choices("commentCommands", CommentCommand.class, before.commentCommands()));
  }
}
