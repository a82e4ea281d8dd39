package dev.uplink.ingress.controlplane.integration;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator sees of an integration's webhook secrets.
 *
 * @param current the one to paste into Bitbucket
 * @param accepted all that are accepted, newest first
 * @param lastUsedId the id of the one whose use was noted last; null if none came
 */
record WebhookSecretView(
    String current, List<AcceptedSecret> accepted, @Nullable String lastUsedId) {

  static WebhookSecretView of(String current, List<AcceptedSecret> accepted) {
    return new WebhookSecretView(
        current,
        List.copyOf(accepted),
        accepted.stream()
            .filter(secret -> secret.lastUsedAt() != null)
            .max(Comparator.comparing(WebhookSecretView::lastUsedAt))
            .map(AcceptedSecret::id)
            .orElse(null));
  }

  private static Instant lastUsedAt(AcceptedSecret secret) {
    return Objects.requireNonNull(secret.lastUsedAt());
  }

  @Override
  public String toString() {
    return "WebhookSecretView[not shown]";
  }
}
