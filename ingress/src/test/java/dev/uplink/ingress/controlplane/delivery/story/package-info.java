/** What it is made of. */
@NullMarked
package dev.uplink.ingress.controlplane.delivery.story;

import org.jspecify.annotations.NullMarked;
