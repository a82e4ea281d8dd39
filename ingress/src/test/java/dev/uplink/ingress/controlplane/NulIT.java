package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a text in the database cannot hold is a mistake of whoever sent it. */
class NulIT {
  private final Api api = new Api();

  @ParameterizedTest
  @CsvSource({
    "GET, /spaces/%00",
    "DELETE, /spaces/a%00b",
    "GET, /spaces/%00/attachable-integrations",
    "GET, /integrations/%00",
    "GET, /integrations/%00/details",
    "GET, /integrations/%00/usage",
    "GET, /stacks/%00",
    "DELETE, /modules/%00",
    "GET, /tokens/%00",
    "GET, /deliveries/%00",
    "GET, /audit?entityId=%00",
    "GET, /deliveries?targetId=%00",
    "GET, /deliveries?integrationId=%00",
    "GET, /deliveries/refused?integrationId=%00"
  })
  void aNulIsRefusedAndNoFault(String method, String path) {
    assertThat(api.send(api.request(method, path, null)).problem()).isEqualTo("400 FIELD_INVALID");
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, /spaces/%00, {'name': 'x'}",
    "PATCH, /stacks/%00, {'isDisabled': true}",
    "POST, /stacks/%00/runs, {'type': 'TRACKED'}",
    "POST, /integrations/%00/test, {}",
    "POST, /integrations/%00/reattach, {'detachedFromIntegrationId': 'x'}",
    "POST, /deliveries/%00/replay, {}"
  })
  void soIsOneInTheAddressOfAChange(String method, String path, String body) {
    assertThat(api.send(api.request(method, path, body)).problem()).isEqualTo("400 FIELD_INVALID");
  }
}
