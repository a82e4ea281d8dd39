package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.RawWebhook;
import org.jspecify.annotations.Nullable;

/** Cloud pushes to payments/infra through the integration "bb"; commits are a hex digit each. */
final class Pushes {
  private Pushes() {}

  static String sha(char letter) {
    return Character.toString(letter).repeat(40);
  }

  static RawWebhook push(String deliveryId, String... changes) {
    return pushBy("bb", deliveryId, changes);
  }

  static RawWebhook pushBy(String integrationId, String deliveryId, String... changes) {
    String body =
        "{\"push\":{\"changes\":[%s]},\"repository\":{\"full_name\":\"payments/infra\"}}"
            .formatted(String.join(",", changes));
    return Story.webhook(Samples.REPOSITORY, deliveryId, integrationId, "repo:push", body);
  }

  static String branch(String name, @Nullable Character from, @Nullable Character to) {
    return change("branch", name, from, to, false);
  }

  static String forced(String name, char from, char to) {
    return change("branch", name, from, to, true);
  }

  static String tag(String name, char to) {
    return change("tag", name, null, to, false);
  }

  private static String change(
      String type, String name, @Nullable Character from, @Nullable Character to, boolean forced) {
    return "{\"old\":%s,\"new\":%s,\"forced\":%s}"
        .formatted(ref(type, name, from), ref(type, name, to), forced);
  }

  private static String ref(String type, String name, @Nullable Character at) {
    return at == null
        ? "null"
        : "{\"type\":\"%s\",\"name\":\"%s\",\"target\":{\"hash\":\"%s\"}}"
            .formatted(type, name, sha(at));
  }
}
