/** What is remembered of repositories, in state stores: rows and what they mean. */
@NullMarked
package dev.uplink.processor.memory;

import org.jspecify.annotations.NullMarked;
