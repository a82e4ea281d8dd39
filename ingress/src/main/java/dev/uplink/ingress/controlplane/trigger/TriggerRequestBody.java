package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a run says.
 *
 * @param commitSha null means the last known head of the target's tracked branch
 */
record TriggerRequestBody(WishedType type, @Nullable String commitSha) {
  static TriggerRequestBody read(Fields fields) {
    WishedType type = fields.choice("type", WishedType.class);
    @Nullable String commitSha = fields.optionalText("commitSha", Text.COMMIT);
    fields.end();
    return new TriggerRequestBody(
        type, commitSha == null ? null : commitSha.toLowerCase(Locale.ROOT));
  }
}
