/**
 * How the control plane reads and changes its database: under an account's lock; and when it
 * deletes what is too old.
 */
@NullMarked
package dev.uplink.ingress.controlplane.database;

import org.jspecify.annotations.NullMarked;
