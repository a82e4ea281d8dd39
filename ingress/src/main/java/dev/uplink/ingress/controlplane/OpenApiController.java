package dev.uplink.ingress.controlplane;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.InputStream;
import java.util.Objects;

/** The description of the API, for everyone: it holds nothing of an account. */
@Controller
final class OpenApiController {
  @Get(uri = "/api/openapi.yml", produces = MediaType.APPLICATION_YAML)
  StreamedFile openApi() {
    InputStream description = OpenApiController.class.getResourceAsStream("/api/openapi.yml");
    return new StreamedFile(
        Objects.requireNonNull(description), MediaType.of(MediaType.APPLICATION_YAML));
  }
}
