/** The least that accepting a signed webhook can cost: what ingress is measured against. */
@NullMarked
package dev.uplink.benchmarks.ceiling;

import org.jspecify.annotations.NullMarked;
