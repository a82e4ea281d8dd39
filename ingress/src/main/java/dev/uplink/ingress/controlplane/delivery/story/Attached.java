package dev.uplink.ingress.controlplane.delivery.story;

/** A stack or module that has the delivery's repository now, through whichever integration. */
record Attached(
    String targetId,
    String targetSlug,
    String spaceId,
    String integrationId,
    String integrationSlug) {}
