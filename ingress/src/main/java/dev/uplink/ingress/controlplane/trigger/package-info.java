/** A person's wish for a run, and the decision on it. */
@NullMarked
package dev.uplink.ingress.controlplane.trigger;

import org.jspecify.annotations.NullMarked;
