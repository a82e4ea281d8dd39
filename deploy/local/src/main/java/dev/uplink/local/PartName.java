package dev.uplink.local;

import java.util.Locale;

/** The parts of local mode. */
public enum PartName {
  KAFKA("Kafka"),
  POSTGRES("PostgreSQL"),
  REGISTRY("schema registry"),
  SANDBOX("Bitbucket sandbox"),
  INGRESS("ingress"),
  PROCESSOR("processor"),
  NOTIFIER("notifier"),
  SCHEDULER("sample scheduler");

  private final String shown;

  PartName(String shown) {
    this.shown = shown;
  }

  /** For people. */
  public String shown() {
    return shown;
  }

  /** Of files and folders. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
