/** How what {@code uplink.commit-checks} tells gets into the database. */
@NullMarked
package dev.uplink.ingress.controlplane.checks.projection;

import org.jspecify.annotations.NullMarked;
