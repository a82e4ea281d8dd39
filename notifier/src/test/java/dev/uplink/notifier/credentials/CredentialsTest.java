package dev.uplink.notifier.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.fixture.LogOf;
import io.micronaut.data.exceptions.DataAccessException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It reads what a class logs, whoever makes it log.")
class CredentialsTest {
  private static final String PASSWORD =
      "{\"kind\":\"APP_PASSWORD\",\"username\":\"ops\",\"appPassword\":\"s3cret\"}";

  private final Map<String, SealedCredential> rows = new HashMap<>();
  private Keysets keysets;
  private Credentials credentials;
  private int reads;

  @BeforeEach
  void start() throws GeneralSecurityException {
    keysets = new Keysets();
    credentials = new Credentials(this::read, opening(keysets));
  }

  @Test
  void aCopyIsKeptUntilTheIntegrationSaysThatItIsOld() throws GeneralSecurityException {
    store("a", 1, PASSWORD);
    credentials.find("a", 1);
    credentials.find("a", 1);
    assertThat(reads).isEqualTo(1);

    store("a", 2, PASSWORD.replace("s3cret", "n3w"));

    assertThat(credentials.find("a", 2))
        .isEqualTo(new CredentialLookup.Found(new ApiCredential.AppPassword("ops", "n3w"), 2));
  }

  @Test
  void aForgottenCopyIsReadAgain() throws GeneralSecurityException {
    store("a", 1, PASSWORD);
    credentials.find("a", 1);
    credentials.forget("a");
    credentials.find("a", 1);

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void oneIntegrationsCiphertextIsNothingToAnother() throws GeneralSecurityException {
    rows.put("b", new SealedCredential("b", 3, keysets.seal("a", PASSWORD)));

    assertThat(credentials.find("b", 1)).isEqualTo(new CredentialLookup.Unreadable(3));
  }

  @Test
  void anotherKeyDoesNotOpenIt() throws GeneralSecurityException {
    store("a", 1, PASSWORD);
    Credentials others = new Credentials(this::read, opening(new Keysets()));

    assertThat(others.find("a", 1)).isEqualTo(new CredentialLookup.Unreadable(1));
  }

  /** However often a try or a look-up asks; and again when there are others that do not open. */
  @Test
  void theKeyThatIsMissingIsLoggedOnceForEachVersion() throws GeneralSecurityException {
    Credentials others = new Credentials(this::read, opening(new Keysets()));
    try (LogOf log = new LogOf(Credentials.class)) {
      store("a", 1, PASSWORD);
      others.find("a", 1);
      others.find("a", 1);
      store("a", 2, PASSWORD);
      others.find("a", 2);

      assertThat(log.lines())
          .hasSize(2)
          .allMatch(
              line ->
                  line.matches(
                      "WARN credentials of integration=a do not open with"
                          + " UPLINK_CREDENTIALS_PRIVATE_KEYSET: it was sealed with key [0-9]+, and"
                          + " the keyset has only [0-9]+"));
    }
  }

  @Test
  void whatIsNotThereIsMissingAndWhatDoesNotAnswerUnavailable() throws GeneralSecurityException {
    Credentials down =
        new Credentials(
            id -> {
              throw new DataAccessException("connection refused");
            },
            opening(keysets));

    assertThat(credentials.find("nobody", 1)).isEqualTo(new CredentialLookup.Missing());
    assertThat(down.find("a", 1)).isEqualTo(new CredentialLookup.Unavailable());
  }

  @Test
  void nothingShowsASecret() throws GeneralSecurityException {
    store("a", 1, PASSWORD);

    assertThat(credentials.find("a", 1).toString()).doesNotContain("s3cret");
    assertThat(new ApiCredential.ApiToken("e", "s3cret").toString()).doesNotContain("s3cret");
    assertThat(new ApiCredential.AccessToken("u", "s3cret").toString()).doesNotContain("s3cret");
    assertThatThrownBy(() -> CredentialOpening.fromPrivateKeyset("{\"key\":\"s3cret\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a Tink JSON keyset of hybrid private keys")
        .hasNoCause();
  }

  private static CredentialOpening opening(Keysets keysets) throws GeneralSecurityException {
    return CredentialOpening.fromPrivateKeyset(keysets.privateKeyset());
  }

  private void store(String id, long version, String json) throws GeneralSecurityException {
    rows.put(id, new SealedCredential(id, version, keysets.seal(id, json)));
  }

  private Optional<SealedCredential> read(String id) {
    reads++;
    return Optional.ofNullable(rows.get(id));
  }
}
