/** Rules of integrations. */
@NullMarked
package dev.uplink.ingress.controlplane.integration;

import org.jspecify.annotations.NullMarked;
