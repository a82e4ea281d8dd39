package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CurlCommandTest {
  private static final Map<String, String> VARIABLES = Map.of("UPLINK", "http://u", "ID", "7");

  @Test
  void quotesVariablesAndContinuedLinesAreReadAsAShellDoes() {
    CurlCommand curl =
        CurlCommand.parse(
            """
            curl -sS "$UPLINK/x/$ID" \\
              -H "Authorization: Bearer $ID" -H 'Plain: $ID' \\
              -d '{"id": "'$ID'"}'
            """,
            VARIABLES);

    assertThat(curl.url()).isEqualTo("http://u/x/7");
    assertThat(curl.method()).isEqualTo("POST");
    assertThat(curl.headers()).containsEntry("Authorization", "Bearer 7");
    assertThat(curl.headers()).containsEntry("Plain", "$ID");
    assertThat(curl.body()).isEqualTo("{\"id\": \"7\"}");
  }

  @Test
  void aMethodThatIsNamedIsKept() {
    assertThat(CurlCommand.parse("curl -X PATCH -d x http://u\n", VARIABLES).method())
        .isEqualTo("PATCH");
  }

  @Test
  void whatIsNotUnderstoodIsNotGuessed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CurlCommand.parse("curl $OTHER\n", VARIABLES))
        .withMessageStartingWith("nobody said what $OTHER is");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CurlCommand.parse("curl -k http://u\n", VARIABLES))
        .withMessageStartingWith("unexpected -k");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CurlCommand.parse("curl 'http://u\n", VARIABLES))
        .withMessageStartingWith("a quote without an end");
  }
}
