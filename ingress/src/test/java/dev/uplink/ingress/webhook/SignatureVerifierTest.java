package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.SignatureVerdict.Failure;
import dev.uplink.ingress.webhook.SignatureVerdict.Unverified;
import dev.uplink.ingress.webhook.SignatureVerdict.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
  /** The example of Atlassian's documentation. */
  private static final byte[] BODY = "Hello World!".getBytes(UTF_8);

  private static final WebhookSecret SECRET = secret("current", "It's a Secret to Everybody");
  private static final String DIGITS =
      "a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9";
  private static final String SIGNATURE = "sha256=" + DIGITS;

  @Test
  void atlassiansExampleIsVerified() {
    assertThat(verify(SIGNATURE)).isEqualTo(new Verified("current"));
  }

  @Test
  void digitsInUpperCaseAreTheSameSignature() {
    assertThat(verify("sha256=" + DIGITS.toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(new Verified("current"));
  }

  @Test
  void theSecretBeingRotatedOutStillVerifies() {
    List<WebhookSecret> accepted = List.of(secret("newer", "another"), SECRET);

    assertThat(SignatureVerifier.verify(BODY, List.of(SIGNATURE), accepted))
        .isEqualTo(new Verified("current"));
  }

  @Test
  void noHeaderIsMissing() {
    assertThat(verify()).isEqualTo(new Unverified(Failure.MISSING));
  }

  @Test
  void anEmptyHeaderIsMissing() {
    assertThat(verify(" ")).isEqualTo(new Unverified(Failure.MISSING));
  }

  @Test
  void twoHeadersAreRefusedEvenIfBothAreRight() {
    assertThat(verify(SIGNATURE, SIGNATURE)).isEqualTo(new Unverified(Failure.REPEATED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256",
        "sha256=",
        "=",
        "=abc",
        "sha256=abc",
        DIGITS,
        "sha256=" + DIGITS + "00",
        "sha256=" + DIGITS + "," + SIGNATURE,
        "sha256=0x" + DIGITS,
        "sha256 =" + DIGITS,
        "sha256=ü4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
        "\u0000="
      })
  void anythingElseThanSixtyFourHexDigitsIsMalformed(String header) {
    assertThat(verify(header)).isEqualTo(new Unverified(Failure.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha1=" + DIGITS, "sha512=" + DIGITS, "SHA256=" + DIGITS, "md5=0"})
  void anotherAlgorithmIsRefusedAsSuch(String header) {
    assertThat(verify(header)).isEqualTo(new Unverified(Failure.ALGORITHM_UNSUPPORTED));
  }

  @Test
  void oneChangedByteOfTheBodyIsAMismatch() {
    byte[] changed = "Hello World?".getBytes(UTF_8);

    assertThat(SignatureVerifier.verify(changed, List.of(SIGNATURE), List.of(SECRET)))
        .isEqualTo(new Unverified(Failure.MISMATCH));
  }

  @Test
  void anIntegrationWithoutSecretsAcceptsNothing() {
    assertThat(SignatureVerifier.verify(BODY, List.of(SIGNATURE), List.of()))
        .isEqualTo(new Unverified(Failure.MISMATCH));
  }

  @Test
  void aSecretShowsOnlyItsId() {
    assertThat(SECRET).hasToString("WebhookSecret[current]");
  }

  private static SignatureVerdict verify(String... headers) {
    return SignatureVerifier.verify(BODY, List.of(headers), List.of(SECRET));
  }

  private static WebhookSecret secret(String id, String secret) {
    return new WebhookSecret(id, secret.getBytes(UTF_8));
  }
}
