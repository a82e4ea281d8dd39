/** How the control plane reads and changes its database: under an account's lock, and for long. */
@NullMarked
package dev.uplink.ingress.controlplane.database;

import org.jspecify.annotations.NullMarked;
