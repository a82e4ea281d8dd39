/** Tests of the sample scheduler's decisions. */
@NullMarked
package dev.uplink.local.scheduler;

import org.jspecify.annotations.NullMarked;
