package dev.uplink.local.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The one that listens on this machine. */
final class HttpControlPlane implements ControlPlane {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final String token;

  HttpControlPlane(int port, String token) {
    this.port = port;
    this.token = token;
  }

  @Override
  public Answer get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1" + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (JsonProcessingException e) {
      throw new CannotAskException(
          "What answers on port %d is no control plane. Is UPLINK_API_PORT the port of another?"
              .formatted(port));
    } catch (IOException e) {
      throw new CannotAskException(
          """
          Nobody answers on port %d (%s).
          Is Uplink running (deploy/local/up)? Is its UPLINK_API_PORT another one?\
          """
              .formatted(port, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotAskException("interrupted");
    }
  }
}
