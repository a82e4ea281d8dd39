package dev.uplink.local.tool;

import dev.uplink.schemas.serde.ReleasedSchemas;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;

/**
 * The schemas that records may have been written by: this version's, then those of releases.
 *
 * @param bySubject the newest first
 */
record KnownSchemas(Map<String, List<Schema>> bySubject) {
  /** Before the Avro of a record: a zero and its schema's id. */
  static final int HEADER_BYTES = 5;

  static KnownSchemas all() {
    Map<String, List<Schema>> known = new HashMap<>();
    for (Topic<?> topic : Topics.ALL) {
      List<Schema> newestFirst = new ArrayList<>();
      newestFirst.add(SpecificData.get().getSchema(topic.value()));
      newestFirst.addAll(ReleasedSchemas.of(topic).reversed());
      known.put(topic.subject(), newestFirst);
    }
    return new KnownSchemas(known);
  }

  /** The newest that reads all of these records to their last byte. */
  Optional<Schema> writerOf(String subject, Collection<byte[]> records) {
    return bySubject.getOrDefault(subject, List.of()).stream()
        .filter(schema -> records.stream().allMatch(record -> reads(schema, record)))
        .findFirst();
  }

  private static boolean reads(Schema schema, byte[] record) {
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(record, HEADER_BYTES, record.length - HEADER_BYTES, null);
    try {
      var _ = new GenericDatumReader<>(schema).read(null, decoder);
      return decoder.isEnd();
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      return false;
    }
  }
}
