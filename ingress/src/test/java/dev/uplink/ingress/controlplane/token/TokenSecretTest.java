package dev.uplink.ingress.controlplane.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TokenSecretTest {
  @Test
  void aTokenHasSixteenToTwoHundredAndFiftySixVisibleAsciiCharacters() {
    assertThat(new TokenSecret("x".repeat(16)).value()).hasSize(16);
    assertThat(new TokenSecret("x".repeat(256)).value()).hasSize(256);
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSecret("x".repeat(15)));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSecret("x".repeat(257)));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSecret("with a blank in it"));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSecret("with-ü-in-it-too"));
  }

  @Test
  void itIsNeverShown() {
    assertThat(new TokenSecret("a-secret-of-someone")).asString().doesNotContain("secret-of");
  }

  @Test
  void whatFindsItIsAPartOfItsHash() {
    TokenSecret token = new TokenSecret("a-secret-of-someone");

    assertThat(token.sha256()).hasSize(64).startsWith(token.lookup());
    assertThat(token.lookup()).hasSize(16);
  }
}
