package dev.uplink.local.replay;

import dev.uplink.schemas.avro.LookupKind;
import java.util.List;

/**
 * What would become of a delivery now.
 *
 * @param answered how many questions were answered from the topic, for it or for one it waits for
 * @param unanswered what would have to be asked of Bitbucket; it counts as not known
 */
record Rehearsed(Fate fate, int answered, List<LookupKind> unanswered) {
  Rehearsed {
    unanswered = List.copyOf(unanswered);
  }
}
