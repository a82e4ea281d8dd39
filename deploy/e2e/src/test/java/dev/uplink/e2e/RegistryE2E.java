package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.ConfluentApiRegistry;
import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.serde.SchemaNotRegisteredException;
import dev.uplink.schemas.serde.SchemaRegistry;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real registry keeps the promises that the tests' in-memory one makes. */
@ExtendWith(RunningUplink.class)
class RegistryE2E {

  @Test
  void aRegisteredSchemaIsFoundByItsIdAndItsTextAlike(World world) {
    SchemaRegistry registry = registry(world);
    String subject = World.unique("subject");

    int id = registry.register(subject, RunUpdate.getClassSchema());

    assertThat(registry.idOf(subject, RunUpdate.getClassSchema())).isEqualTo(id);
    assertThat(registry.register(subject, RunUpdate.getClassSchema())).isEqualTo(id);
    assertThat(registry.schemaOf(id)).isEqualTo(RunUpdate.getClassSchema());
  }

  @Test
  void whatWasNeverRegisteredIsNotFound(World world) {
    assertThatThrownBy(
            () -> registry(world).idOf(World.unique("subject"), RunUpdate.getClassSchema()))
        .isInstanceOf(SchemaNotRegisteredException.class);
    assertThatThrownBy(() -> registry(world).schemaOf(999_999))
        .isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void anIncompatibleSchemaIsRefusedOnceCompatibilityIsRequired(World world) {
    SchemaRegistry registry = registry(world);
    String subject = World.unique("subject");
    registry.register(subject, schema("one"));
    registry.requireFullCompatibility(subject);

    assertThatThrownBy(() -> registry.register(subject, schema("another")))
        .isInstanceOf(SchemaNotRegisteredException.class);
  }

  private static Schema schema(String field) {
    return SchemaBuilder.record("R").fields().requiredString(field).endRecord();
  }

  private static SchemaRegistry registry(World world) {
    return new ConfluentApiRegistry(world.uplink().endpoints().registry(), Duration.ofSeconds(30));
  }
}
