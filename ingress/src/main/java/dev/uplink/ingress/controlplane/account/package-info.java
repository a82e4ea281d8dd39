/** Accounts: the row under which an account's changes are ordered, and the first one. */
@NullMarked
package dev.uplink.ingress.controlplane.account;

import org.jspecify.annotations.NullMarked;
