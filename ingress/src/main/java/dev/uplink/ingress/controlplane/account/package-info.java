/** Accounts: what one has, and what its root admins may change of it. */
@NullMarked
package dev.uplink.ingress.controlplane.account;

import org.jspecify.annotations.NullMarked;
