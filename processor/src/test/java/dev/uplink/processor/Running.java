package dev.uplink.processor;

import static org.awaitility.Awaitility.await;

import dev.uplink.processor.fixture.Platform;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** A processor in this JVM, started as its main does. */
record Running(ApplicationContext context, URI management) implements AutoCloseable {
  static Running start(Platform platform, Path state) {
    ApplicationContext context =
        ProcessorApplication.start(ProcessorSettings.read(platform.environment(state)));
    return new Running(context, context.getBean(EmbeddedServer.class).getURI());
  }

  void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("/health/readiness").statusCode() == 200);
  }

  HttpResponse<String> get(String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(management.resolve(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
