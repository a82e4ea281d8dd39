package dev.uplink.ingress.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends the webhooks of one integration on Cloud, as Bitbucket does. */
final class Bitbucket {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String path;
  private final String secret;

  /** Of the integration that the answer shows. */
  Bitbucket(Answer integration) {
    this(
        URI.create(integration.text("webhookEndpoint")).getPath(),
        integration.text("webhookSecret"));
  }

  private Bitbucket(String path, String secret) {
    this.path = path;
    this.secret = secret;
  }

  Bitbucket withPath(String other) {
    return new Bitbucket(other, secret);
  }

  Bitbucket withSecret(String other) {
    return new Bitbucket(path, other);
  }

  String path() {
    return path;
  }

  /** The id of a delivery that must be accepted. */
  String push(String repository) {
    HttpResponse<String> answer = send(repository);
    try {
      if (answer.statusCode() == 202) {
        return JSON.readTree(answer.body()).path("deliveryId").asText();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError(answer.statusCode() + " " + answer.body());
  }

  /** Like no other: each has the repository's name and a number. */
  HttpResponse<String> send(String repository) {
    String body =
        "{\"n\":\"%s\",\"repository\":{\"full_name\":\"%s\"}}"
            .formatted(Api.unique("push"), repository);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(RunningIngress.instance().webhookUrl() + path))
            .header("X-Event-Key", "repo:push")
            .header("X-Request-UUID", "request-of-" + repository)
            .header("X-Attempt-Number", "2")
            .header("User-Agent", "Bitbucket-Webhooks/2.0")
            .header("X-Hub-Signature", "sha256=" + hmac(body))
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String hmac(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
