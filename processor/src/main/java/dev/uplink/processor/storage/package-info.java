/** Where state stores keep their rows. */
@NullMarked
package dev.uplink.processor.storage;

import org.jspecify.annotations.NullMarked;
