package dev.uplink.local.replay;

import java.util.List;

/**
 * The deliveries that a selection finds, in the order in which they are to be decided.
 *
 * @param repeated how many records were left out because the delivery was there before
 * @param lost how many dead letters were left out because neither they nor the topic have the bytes
 */
record Chosen(List<Delivery> deliveries, int repeated, int lost) {
  Chosen {
    deliveries = List.copyOf(deliveries);
  }
}
