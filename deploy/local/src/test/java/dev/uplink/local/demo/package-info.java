/** Tests of the demo's webhooks. */
@NullMarked
package dev.uplink.local.demo;

import org.jspecify.annotations.NullMarked;
