package dev.uplink.processor.decide;

/** How a target stands to the integration that serves it. */
public enum Attachment {
  ATTACHED,
  /** It lost its integration, or the one it names is not known. */
  DETACHED,
  /** Its Space may not use the integration. */
  UNREACHABLE
}
