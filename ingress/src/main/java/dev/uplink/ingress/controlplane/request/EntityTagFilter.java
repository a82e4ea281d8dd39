package dev.uplink.ingress.controlplane.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Gives each answer about one entity its ETag. */
@ServerFilter("/api/v1/**")
final class EntityTagFilter {
  @ResponseFilter
  void tag(MutableHttpResponse<?> response) {
    if (response.body() instanceof Versioned entity) {
      response.header(HttpHeaders.ETAG, Versioned.tag(entity.revision()));
    }
  }
}
