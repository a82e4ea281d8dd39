package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.Admission.Admitted;
import dev.uplink.ingress.webhook.Admission.Refused;
import dev.uplink.ingress.webhook.WebhookRequest.Sender;
import dev.uplink.schemas.id.DeliveryId;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookAdmissionTest {
  private static final byte[] PUSH =
      "{\"repository\":{\"full_name\":\"Acme/Network\"}}".getBytes(UTF_8);
  private static final byte[] NOT_JSON = "not json".getBytes(UTF_8);

  @Test
  void aVerifiedWebhookIsADeliveryOfItsRepository() {
    Delivery delivery = admitted(Requests.signed(PUSH), PUSH);

    assertThat(delivery.key()).hasToString("acme/bitbucket-cloud/acme/network");
    assertThat(delivery.integrationId()).isEqualTo("integration-1");
    assertThat(delivery.secretId()).isEqualTo("secret-1");
    assertThat(delivery.receivedAt()).isEqualTo(Requests.RECEIVED_AT);
    assertThat(delivery.body()).isSameAs(PUSH);
  }

  @Test
  void theSameRequestAgainIsTheSameDelivery() {
    DeliveryId first = admitted(Requests.signed(PUSH), PUSH).id();

    assertThat(admitted(Requests.signed(PUSH), PUSH).id())
        .isEqualTo(first)
        .isEqualTo(DeliveryId.of("integration-1", "request-1", PUSH));
  }

  @Test
  void aVerifiedBodyWithoutARepositoryIsAcceptedUnderItsDeliveryId() {
    Delivery delivery = admitted(Requests.signed(NOT_JSON), NOT_JSON);

    assertThat(delivery.key())
        .isEqualTo(
            RepositoryKey.withoutRepository(
                Requests.ADDRESS.account(), Requests.ADDRESS.product(), delivery.id()));
  }

  @Test
  void aWebhookWithoutEventKeyIsAccepted() {
    WebhookRequest signed = Requests.signed(PUSH);
    WebhookRequest nameless =
        new WebhookRequest(
            signed.address(), "", null, signed.signatures(), new Sender(null, null, null));

    assertThat(admitted(nameless, PUSH).id()).isEqualTo(DeliveryId.of("integration-1", null, PUSH));
  }

  @Test
  void aSignatureOfAnotherBodyIsRefused() {
    assertThat(decide(Requests.signed(PUSH), NOT_JSON))
        .isEqualTo(new Refused(Refusal.SIGNATURE_MISMATCH));
  }

  @Test
  void anUnsignedWebhookIsRefused() {
    WebhookRequest signed = Requests.signed(PUSH);
    WebhookRequest unsigned =
        new WebhookRequest(
            signed.address(), signed.eventKey(), signed.requestId(), List.of(), signed.sender());

    assertThat(decide(unsigned, PUSH)).isEqualTo(new Refused(Refusal.SIGNATURE_MISSING));
  }

  @Test
  void aReplacedSecretIsAcceptedUntilItsTimeIsOver() {
    Instant end = Requests.RECEIVED_AT;
    WebhookRequest request = Requests.signed(PUSH);
    IntegrationSecrets replaced =
        new IntegrationSecrets(
            "integration-1",
            List.of(
                new WebhookSecret("new", "another".getBytes(UTF_8)), Signed.acceptedUntil(end)));

    assertThat(WebhookAdmission.decide(request, replaced, PUSH, end.minusNanos(1)))
        .isInstanceOfSatisfying(
            Admitted.class, it -> assertThat(it.delivery().secretId()).isEqualTo("old"));
    assertThat(WebhookAdmission.decide(request, replaced, PUSH, end))
        .isEqualTo(new Refused(Refusal.SIGNATURE_MISMATCH));
  }

  @ParameterizedTest
  @EnumSource(SignatureVerdict.Failure.class)
  void everyFailureOfASignatureHasACodeOfItsOwn(SignatureVerdict.Failure failure) {
    Refusal refusal = Refusal.of(failure);

    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.name()).isEqualTo("SIGNATURE_" + failure.name());
  }

  private static Delivery admitted(WebhookRequest request, byte[] body) {
    return ((Admitted) decide(request, body)).delivery();
  }

  private static Admission decide(WebhookRequest request, byte[] body) {
    return WebhookAdmission.decide(request, FakeSecrets.INTEGRATION, body, Requests.RECEIVED_AT);
  }
}
