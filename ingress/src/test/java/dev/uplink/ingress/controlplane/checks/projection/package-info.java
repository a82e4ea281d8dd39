@NullMarked
package dev.uplink.ingress.controlplane.checks.projection;

import org.jspecify.annotations.NullMarked;
