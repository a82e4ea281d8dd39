package dev.uplink.ingress.webhook;

/** Whether a webhook that was read whole may go on. */
sealed interface Admission {
  record Admitted(Delivery delivery) implements Admission {}

  record Refused(Refusal refusal) implements Admission {}
}
