package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page is openapi.yml in other words. With -Ddocs.write=true it is written anew. */
class ApiReferenceTest {
  private static final Path PAGE = Path.of("docs/api.md");

  @Test
  void theReferenceSaysWhatTheDescriptionSays() throws IOException {
    String expected = ApiReference.of(OpenApiDocument.served());
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }
}
