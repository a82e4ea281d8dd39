/** Who changed what: written with each change, read by root admins and from a topic. */
@NullMarked
package dev.uplink.ingress.controlplane.audit;

import org.jspecify.annotations.NullMarked;
