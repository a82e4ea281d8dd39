/** What local mode keeps on disk. */
@NullMarked
package dev.uplink.local.data;

import org.jspecify.annotations.NullMarked;
