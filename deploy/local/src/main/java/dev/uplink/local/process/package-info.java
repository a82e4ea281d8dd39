/** Child processes, and the certainty that they end. */
@NullMarked
package dev.uplink.local.process;

import org.jspecify.annotations.NullMarked;
