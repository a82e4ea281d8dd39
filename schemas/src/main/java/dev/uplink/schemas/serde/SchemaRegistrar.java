package dev.uplink.schemas.serde;

import dev.uplink.schemas.topic.Topic;
import java.util.Collection;
import org.apache.avro.specific.SpecificData;

/**
 * Registers the catalogue's schemas, as a deployment does before it starts services (and local mode
 * at each start): writers then never need the right to register, and a client can produce with the
 * latest version. The text is the generated classes' own, which every client resolves to one id.
 */
public final class SchemaRegistrar {
  private final SchemaRegistry registry;

  public SchemaRegistrar(SchemaRegistry registry) {
    this.registry = registry;
  }

  /** Idempotent. Throws what {@link SchemaRegistry#register} throws. */
  public void register(Collection<? extends Topic<?>> topics) {
    for (Topic<?> topic : topics) {
      registry.register(topic.subject(), SpecificData.get().getSchema(topic.value()));
      registry.requireFullCompatibility(topic.subject());
    }
  }
}
