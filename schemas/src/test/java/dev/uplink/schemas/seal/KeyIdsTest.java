package dev.uplink.schemas.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyIdsTest {
  private static final KeyIds KEYS = new KeyIds(List.of(7, -1));

  @Test
  void theKeyThatIsMissingIsNamedAsTheKeysetWouldNameIt() {
    assertThat(KEYS.whyNot(new byte[] {1, -1, -1, -1, -2, 0}))
        .isEqualTo("it was sealed with key 4294967294, and the keyset has only 7, 4294967295");
  }

  @Test
  void aKeyThatIsThereIsNotSaidToBeMissing() {
    assertThat(KEYS.whyNot(new byte[] {1, 0, 0, 0, 7, 0}))
        .isEqualTo(
            "it bears the id of a key that is there, 7: it was sealed for something else, or is"
                + " damaged");
  }

  @Test
  void whatBearsNoIdIsSaidToBearNone() {
    assertThat(KEYS.whyNot(new byte[] {1, 0, 0}))
        .isEqualTo("it bears no key's id; the keyset has 7, 4294967295");
  }
}
