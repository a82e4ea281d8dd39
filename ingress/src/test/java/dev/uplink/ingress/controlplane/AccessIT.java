package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class AccessIT {
  private final Api api = new Api();

  @Test
  void withoutATokenNothingIsSaidAboutAnything() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(RunningIngress.instance().apiUrl() + "/api/v1/nothing"))
            .build();

    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("TOKEN_MISSING");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"uplink\"");
  }

  @Test
  void aTokenNobodyHasIsRefused() {
    Answer answer =
        api.send(
            api.request("GET", "/spaces", null)
                .setHeader("Authorization", "Bearer " + "x".repeat(20)));

    assertThat(answer.problem()).isEqualTo("401 TOKEN_UNKNOWN");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void theTokenIsNotInTheDatabase() {
    String stored =
        Rows.one(
            RunningIngress.instance().database(),
            "SELECT string_agg(t::text, '') FROM api_tokens t");

    assertThat(stored).contains("root admin").doesNotContain(RunningIngress.TOKEN);
  }

  @Test
  void whatTheServerRefusesItselfIsAProblemToo() {
    assertThat(api.get("/nothing").problem()).isEqualTo("404 NOT_FOUND");
    assertThat(api.put("/spaces", "{}").problem()).isEqualTo("405 METHOD_NOT_ALLOWED");
    assertThat(
            api.send(api.request("POST", "/spaces", "{}").setHeader("Content-Type", "text/plain"))
                .problem())
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void bodiesAreReadStrictly() {
    assertThat(api.post("/spaces", "{'name': 'x', 'nmae': 'y'}").problem())
        .isEqualTo("400 FIELD_UNKNOWN nmae");
    assertThat(api.post("/spaces", "{'name': 1}").problem()).isEqualTo("400 FIELD_INVALID name");
    assertThat(api.post("/spaces", "{}").problem()).isEqualTo("400 FIELD_MISSING name");
    assertThat(api.post("/spaces", "{'name': 'x', 'name': 'y'}").problem())
        .isEqualTo("400 BODY_MALFORMED");
    assertThat(api.post("/spaces", "[").problem()).isEqualTo("400 BODY_MALFORMED");
    assertThat(api.post("/spaces", "").problem()).isEqualTo("400 BODY_MALFORMED");
  }
}
