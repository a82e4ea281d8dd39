package dev.uplink.notifier.delivery;

import java.time.Instant;

/**
 * One try to deliver.
 *
 * @param number 1 for the first of this revision
 * @param firstAt when the first of this revision began
 */
public record Attempt(Desired desired, int number, Instant firstAt) {}
