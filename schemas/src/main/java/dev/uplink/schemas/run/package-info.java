/** Words about runs that one process writes and another reads. */
@NullMarked
package dev.uplink.schemas.run;

import org.jspecify.annotations.NullMarked;
