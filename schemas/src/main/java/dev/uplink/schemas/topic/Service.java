package dev.uplink.schemas.topic;

/** Who writes or reads a topic. */
public enum Service {
  INGRESS,
  PROCESSOR,
  NOTIFIER,
  /** Run schedulers; not part of Uplink. */
  SCHEDULERS,
  /** Operations dashboards and anyone else; not part of Uplink. */
  DASHBOARDS
}
