/** Programs to begin from: each does one thing as it should be done, and is tested. */
@NullMarked
package dev.uplink.examples;

import org.jspecify.annotations.NullMarked;
