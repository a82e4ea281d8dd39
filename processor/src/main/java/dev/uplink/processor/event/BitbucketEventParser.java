package dev.uplink.processor.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.processor.event.BitbucketEvent.Push;
import dev.uplink.processor.event.ParseResult.Malformed;
import dev.uplink.processor.event.ParseResult.Understood;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to event. Only what is needed is looked at: unknown fields, nulls, links and dates in any
 * format do no harm, because they change between versions of both products.
 */
public final class BitbucketEventParser {
  private BitbucketEventParser() {}

  public static ParseResult parse(BitbucketProduct product, String eventKey, byte[] body) {
    try {
      return new Understood(event(product, eventKey, JsonBody.read(body)));
    } catch (UnusableBodyException e) {
      return new Malformed(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private static BitbucketEvent event(BitbucketProduct product, String eventKey, JsonNode body) {
    @Nullable RepositoryName repository =
        switch (product) {
          case CLOUD -> CloudBody.repository(body);
          case DATA_CENTER -> DataCenterBody.repository(eventKey, body);
        };
    return switch (EventKeys.kindOf(product, eventKey)) {
      case UNKNOWN -> new NothingToDecide(repository, IgnoredReason.EVENT_UNKNOWN);
      case NOT_HANDLED -> new NothingToDecide(repository, IgnoredReason.EVENT_NOT_HANDLED);
      case PUSH ->
          repository == null
              ? new NothingToDecide(null, IgnoredReason.REPOSITORY_UNKNOWN)
              : push(repository, changes(product, body));
    };
  }

  private static Optional<List<RefChange>> changes(BitbucketProduct product, JsonNode body) {
    return switch (product) {
      case CLOUD -> CloudBody.changes(body);
      case DATA_CENTER -> DataCenterBody.changes(body);
    };
  }

  /** One unreadable ref makes the whole push incomplete: half a push would look like a whole. */
  private static BitbucketEvent push(RepositoryName repository, Optional<List<RefChange>> changes) {
    if (changes.isEmpty()) {
      return new NothingToDecide(repository, IgnoredReason.EVENT_INCOMPLETE);
    }
    return changes.get().isEmpty()
        ? new NothingToDecide(repository, IgnoredReason.NO_CHANGES)
        : new Push(repository, changes.get());
  }
}
