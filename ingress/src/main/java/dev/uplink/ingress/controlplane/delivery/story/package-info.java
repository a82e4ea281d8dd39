/** The story of a delivery, in order and in words: why something happened, or nothing did. */
@NullMarked
package dev.uplink.ingress.controlplane.delivery.story;

import org.jspecify.annotations.NullMarked;
