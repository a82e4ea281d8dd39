/** A short story told on the running system, through its public doors only. */
@NullMarked
package dev.uplink.local.demo;

import org.jspecify.annotations.NullMarked;
