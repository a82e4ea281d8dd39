package dev.uplink.ingress.webhook;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows one integration, or is away. */
final class FakeSecrets implements WebhookSecrets {
  static final String KNOWN = "/webhooks/bitbucket-cloud/acme/integration/payments";
  static final IntegrationSecrets INTEGRATION =
      new IntegrationSecrets("integration-1", List.of(Signed.SECRET));

  final AtomicInteger lookups = new AtomicInteger();
  volatile boolean away;

  @Override
  public CompletionStage<Optional<IntegrationSecrets>> find(WebhookAddress address) {
    lookups.incrementAndGet();
    if (away) {
      return CompletableFuture.failedStage(new IllegalStateException("the database is away"));
    }
    boolean known = address.toString().equals("bitbucket-cloud/acme/payments");
    return CompletableFuture.completedStage(known ? Optional.of(INTEGRATION) : Optional.empty());
  }
}
