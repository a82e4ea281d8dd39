@NullMarked
package dev.uplink.ingress.controlplane.checks.page;

import org.jspecify.annotations.NullMarked;
