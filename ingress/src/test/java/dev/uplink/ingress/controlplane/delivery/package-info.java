/** What became of each webhook. */
@NullMarked
package dev.uplink.ingress.controlplane.delivery;

import org.jspecify.annotations.NullMarked;
