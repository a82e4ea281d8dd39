package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.schemas.avro.RawWebhook;

/**
 * A replay that only has to be written.
 *
 * @param replayed id of the delivery that was asked for
 * @param again what will be published
 * @param awaited its decision
 */
record PreparedReplay(String replayed, RawWebhook again, AwaitedReplay awaited) {}
