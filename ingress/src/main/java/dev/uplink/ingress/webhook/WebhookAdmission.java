package dev.uplink.ingress.webhook;

import dev.uplink.ingress.webhook.Admission.Admitted;
import dev.uplink.ingress.webhook.Admission.Refused;
import dev.uplink.ingress.webhook.SignatureVerdict.Unverified;
import dev.uplink.ingress.webhook.SignatureVerdict.Verified;
import dev.uplink.schemas.id.DeliveryId;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.List;

/** Decides on a body: first its signature; nothing of it is read before that holds. */
final class WebhookAdmission {
  private WebhookAdmission() {}

  static Admission decide(
      WebhookRequest request, IntegrationSecrets integration, byte[] body, Instant receivedAt) {
    List<WebhookSecret> accepted = integration.acceptedAt(receivedAt);
    return switch (SignatureVerifier.verify(body, request.signatures(), accepted)) {
      case Unverified(SignatureVerdict.Failure failure) -> new Refused(Refusal.of(failure));
      case Verified(String secretId) -> {
        DeliveryId id = DeliveryId.of(integration.integrationId(), request.requestId(), body);
        yield new Admitted(
            new Delivery(
                id,
                key(request, id, body),
                integration.integrationId(),
                secretId,
                request,
                body,
                receivedAt));
      }
    };
  }

  /** A body without a repository is accepted all the same: what it means is decided later. */
  private static RepositoryKey key(WebhookRequest request, DeliveryId id, byte[] body) {
    WebhookAddress address = request.address();
    return RepositoryScan.find(body, address.product(), request.eventKey())
        .map(
            name ->
                new RepositoryKey(
                    address.account(), address.product(), name.namespace(), name.repository()))
        .orElseGet(() -> RepositoryKey.withoutRepository(address.account(), address.product(), id));
  }
}
