package dev.uplink.ingress.controlplane.trigger;

/**
 * The answer to a trigger.
 *
 * @param deliveryId the trigger's id, by which the decision is found
 */
record StartedRun(String runId, String deliveryId) {}
