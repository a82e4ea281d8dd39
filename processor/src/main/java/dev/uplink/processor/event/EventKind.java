package dev.uplink.processor.event;

/** What an event key means to us. */
enum EventKind {
  PUSH,
  /** One of the product's events, for which nothing is decided. */
  NOT_HANDLED,
  /** Also a missing key. */
  UNKNOWN
}
