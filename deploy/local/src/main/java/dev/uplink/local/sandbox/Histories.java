package dev.uplink.local.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What tests and the demo tell the sandbox that its repositories hold. */
final class Histories {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Place(BitbucketProduct product, String namespace, String repository) {
    static Place of(BitbucketProduct product, String namespace, String repository) {
      return new Place(
          product, namespace.toLowerCase(Locale.ROOT), repository.toLowerCase(Locale.ROOT));
    }
  }

  private final Map<Place, History> histories = new ConcurrentHashMap<>();

  /** One repository's, added to what was told of it before. */
  SandboxResponse tell(String body) {
    JsonNode told;
    try {
      told = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return SandboxResponse.cloudError(400, "no JSON: " + e.getOriginalMessage());
    }
    Optional<BitbucketProduct> product =
        BitbucketProduct.ofSegment(told.path("product").asText("bitbucket-cloud"));
    String namespace = told.path("namespace").asText();
    String repository = told.path("repository").asText();
    if (product.isEmpty() || namespace.isEmpty() || repository.isEmpty()) {
      return SandboxResponse.cloudError(400, "product, namespace or repository is missing");
    }
    of(product.get(), namespace, repository).add(told);
    return SandboxResponse.noContent();
  }

  /** Of a repository that nothing was told of, an empty one. */
  History of(BitbucketProduct product, String namespace, String repository) {
    return histories.computeIfAbsent(
        Place.of(product, namespace, repository), place -> new History());
  }
}
