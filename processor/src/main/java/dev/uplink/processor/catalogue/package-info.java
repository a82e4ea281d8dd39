/** What the control plane publishes, kept in global stores that every instance has whole. */
@NullMarked
package dev.uplink.processor.catalogue;

import org.jspecify.annotations.NullMarked;
