/** Health of the running topology. */
@NullMarked
package dev.uplink.processor.lifecycle;

import org.jspecify.annotations.NullMarked;
