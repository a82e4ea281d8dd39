package dev.uplink.local;

import java.util.Locale;

/** The parts of local mode; those with a number are there only when an arrangement has them. */
public enum PartName {
  KAFKA("Kafka"),
  KAFKA_2("Kafka's second broker"),
  KAFKA_3("Kafka's third broker"),
  POSTGRES("PostgreSQL"),
  REGISTRY("schema registry"),
  SANDBOX("Bitbucket sandbox"),
  INGRESS("ingress"),
  INGRESS_2("second ingress"),
  PROCESSOR("processor"),
  PROCESSOR_2("second processor"),
  NOTIFIER("notifier"),
  NOTIFIER_2("second notifier"),
  SCHEDULER("sample scheduler");

  private final String shown;

  PartName(String shown) {
    this.shown = shown;
  }

  /** For people. */
  public String shown() {
    return shown;
  }

  /** What an instance of a service is called in its group. */
  String instanceId() {
    return fileName().matches(".*-\\d") ? fileName() : fileName() + "-1";
  }

  /** Of files and folders. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
