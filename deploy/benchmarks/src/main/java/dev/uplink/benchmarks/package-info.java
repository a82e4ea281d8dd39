/**
 * How fast Uplink is, beside what the machine could do at best. Run by commands, never by tests.
 */
@NullMarked
package dev.uplink.benchmarks;

import org.jspecify.annotations.NullMarked;
