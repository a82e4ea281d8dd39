package dev.uplink.local.part;

import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Ready once an address answers 200. */
public record HttpReadiness(URI address) implements BooleanSupplier {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Override
  public boolean getAsBoolean() {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted while waiting for " + address, e);
    }
  }
}
