/** Tests of what is kept on disk. */
@NullMarked
package dev.uplink.local.data;

import org.jspecify.annotations.NullMarked;
