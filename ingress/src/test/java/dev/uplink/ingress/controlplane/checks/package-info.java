@NullMarked
package dev.uplink.ingress.controlplane.checks;

import org.jspecify.annotations.NullMarked;
