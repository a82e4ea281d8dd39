package dev.uplink.ingress.webhook.secrets;

import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One question for the secrets of an address, and where the answer goes. */
record Lookup(WebhookAddress address, CompletableFuture<Optional<IntegrationSecrets>> answer) {
  static Lookup of(WebhookAddress address) {
    return new Lookup(address, new CompletableFuture<>());
  }

  /** Asks for all of them at once and answers each, if only with why there is no answer. */
  static void read(List<Lookup> batch, SecretSource source) {
    try {
      SecretSource.Reading reading = source.read(batch.stream().map(Lookup::address).toList());
      batch.forEach(lookup -> lookup.answer(reading));
    } catch (RuntimeException e) {
      batch.forEach(lookup -> lookup.answer.completeExceptionally(e));
    }
  }

  private void answer(SecretSource.Reading reading) {
    try {
      answer.complete(reading.of(address));
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }
}
