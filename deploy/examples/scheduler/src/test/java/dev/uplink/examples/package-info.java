@NullMarked
package dev.uplink.examples;

import org.jspecify.annotations.NullMarked;
