package dev.uplink.processor.catalogue;

import dev.uplink.schemas.topic.Topic;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * One kind of entity of the catalogue.
 *
 * @param store name of its store; also names its nodes
 * @param revision of two records of an entity the higher one is newer
 * @param rows keys of the rows beside its own under which the entity is found; throws {@link
 *     IllegalArgumentException} when the entity makes no sense
 * @param detached whether it lost its integration
 */
record EntityKind<T extends SpecificRecord>(
    Topic<T> topic,
    String store,
    ToLongFunction<T> revision,
    Function<T, List<String>> rows,
    Predicate<T> detached) {}
