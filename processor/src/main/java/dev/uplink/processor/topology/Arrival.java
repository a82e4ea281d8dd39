package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.streams.Received;
import org.jspecify.annotations.Nullable;

/** What arrives at a repository's partition; null in it is a tombstone, which none of them has. */
sealed interface Arrival {
  record Webhook(@Nullable Received<RawWebhook> received) implements Arrival {}

  record Trigger(@Nullable Received<TriggerRequest> received) implements Arrival {}

  record Answer(@Nullable Received<LookupResult> received) implements Arrival {}
}
